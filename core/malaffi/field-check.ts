import { type Component, type Field, type Repetition, type Segment, textOf } from '../hl7/message.ts';
import { type ComponentRule, checkPrimitive, componentRules, isLonger } from './data-types.ts';
import type { DataType, FieldRule, SegmentRules } from './dictionary.ts';
import { type Fault, faultAt } from './fault.ts';

/**
 * Where the walk through a segment stands, and what it found. One object that moves, because a message has hundreds of
 * primitives and a save waits for this: nothing is made for a field that is as it should be.
 */
interface Walk extends Place {
  readonly segment: Segment;
  readonly faults: Fault[];
}

type Place = { -readonly [Key in 'sequence' | 'field' | 'repetition' | 'component']: Fault[Key] };

/** Holds one segment, the `sequence`th of its name, against its rules and adds every fault to `faults`. */
export function checkSegment(
  segment: Segment,
  sequence: number,
  rules: SegmentRules | undefined,
  faults: Fault[],
): void {
  const walk: Walk = { segment, faults, sequence, field: 0, repetition: 1, component: 0 };
  if (!rules) {
    found(walk, 'notAllowed');
    return;
  }
  const { name, fields } = segment;
  const last = Math.max(fields.length, lastOf(rules));
  for (let number = 1; number <= last; number += 1) {
    const rule = rules[number];
    const field = fields[number - 1];
    walk.field = number;
    if (field === undefined || isEmpty(field)) {
      if (rule?.required) found(walk, 'required');
    } else if (!rule) found(walk, 'notAllowed');
    // MSH-1 and MSH-2 are the separators themselves; the start of the message was compared with them before.
    else if (name !== 'MSH' || number > 2) checkField(walk, field, rule);
  }
}

function found(walk: Walk, rule: Fault['rule'], subcomponent = 0): void {
  const { segment, sequence, field, repetition, component } = walk;
  walk.faults.push(faultAt(rule, segment.name, { sequence, field, repetition, component, subcomponent }));
}

const lastNumbers = new WeakMap<SegmentRules, number>();

function lastOf(rules: SegmentRules): number {
  const known = lastNumbers.get(rules);
  if (known !== undefined) return known;
  const last = Math.max(...Object.keys(rules).map(Number));
  lastNumbers.set(rules, last);
  return last;
}

const isBlank = (text: string) => text === '';
const isBlankComponent = (component: Component) => component.every(isBlank);
const isBlankRepetition = (repetition: Repetition) => repetition.every(isBlankComponent);

function isEmpty(field: Field): boolean {
  return field.every(isBlankRepetition);
}

function checkField(walk: Walk, field: Field, rule: FieldRule): void {
  if (field.length > 1 && !rule.repeats) {
    found(walk, 'repeats');
    return;
  }
  const type = rule.type === 'VARIES' ? (textOf(walk.segment, 2) as DataType) : rule.type;
  for (const repetition of field) {
    checkRepetition(walk, repetition, rule, type);
    walk.component = 0;
    walk.repetition += 1;
  }
  walk.repetition = 1;
}

function checkRepetition(walk: Walk, value: Repetition, rule: FieldRule, type: DataType): void {
  const first = value[0]?.[0] ?? '';
  if (isTooLong(value, rule.max)) {
    found(walk, 'tooLong');
    return;
  }
  if (rule.table && !rule.table.includes(first)) {
    walk.component = 1;
    found(walk, 'notInTable');
    return;
  }
  if (type === 'CE' && first === '' && (value[1]?.[0] ?? '') === '') {
    found(walk, 'required');
    return;
  }
  const parts = componentRules[type] ?? [{ type, max: rule.max }];
  const last = Math.max(value.length, parts.length);
  for (let number = 1; number <= last; number += 1) {
    walk.component = number;
    checkComponent(walk, value[number - 1], parts[number - 1]);
  }
}

/** Separators of components count with the text, those of sub-components do not. */
function isTooLong(value: Repetition, max: number): boolean {
  let units = value.length - 1;
  for (const component of value) for (const text of component) units += text.length;
  return units > max && isLonger(value.flat().join(''), max - value.length + 1);
}

function checkComponent(walk: Walk, component: Component | undefined, rule: ComponentRule | undefined): void {
  if (component === undefined || isBlankComponent(component)) {
    if (rule?.required) found(walk, 'required');
    return;
  }
  if (!rule) {
    found(walk, 'notAllowed');
    return;
  }
  const inner = componentRules[rule.type];
  for (let index = 0; index < component.length; index += 1) {
    const text = component[index] ?? '';
    const part = inner ? inner[index] : index === 0 ? rule : undefined;
    if (!part) {
      if (text !== '') found(walk, 'notAllowed');
      continue;
    }
    const fault = checkPrimitive(text, part.type, part.max);
    if (fault) found(walk, fault, index + 1);
  }
}

import { acuities } from '../clinical/acuity.ts';
import { bmiLimits } from '../clinical/bmi.ts';
import { measurements } from '../clinical/measurements.ts';
import { type Message, type Segment, segmentsOf, textAt, textOf } from '../hl7/message.ts';
import { type Fault, faultAt } from './fault.ts';
import { diagnosticCodes } from './oru-diagnostics.ts';
import { vitalCodes } from './vitals.ts';

/** Status of a result that the receiver is to forget, or that could not be obtained: its value does not count. */
const withdrawn = ['W', 'D', 'X'];

/** What a table of types and lengths cannot say of results: each by its own code, and all of a group together. */
export function resultFaults(message: Message): readonly Fault[] {
  const results = segmentsOf(message, 'OBX');
  if (results.length === 0) return [];
  return [
    ...results.flatMap(resultFault),
    ...twiceFaults(results),
    ...pressureFaults(results),
    ...orderFaults(message, results),
  ];
}

/** Valued unless withdrawn, and what its code means: a number with its unit that a body can have, or a word of its list. */
function resultFault(obx: Segment, index: number): readonly Fault[] {
  const at = (field: number) => ({ sequence: index + 1, field });
  const value = textOf(obx, 5);
  if (value === '') {
    return withdrawn.includes(textOf(obx, 11)) ? [] : [faultAt('required', 'OBX', at(5))];
  }
  const code = textOf(obx, 3);
  const vital = vitalCodes.find((each) => each.code === code);
  if (vital) {
    const { min, max } = vital.key === 'bmi' ? bmiLimits : measurements[vital.key];
    const faults: Fault[] = [];
    if (textOf(obx, 2) !== 'NM') faults.push(faultAt('wrongType', 'OBX', at(2)));
    if (textOf(obx, 6) !== vital.unit || textOf(obx, 6, 3) !== 'UCUM') {
      faults.push(faultAt('notInTable', 'OBX', at(6)));
    }
    if (!(Number(value) >= min && Number(value) <= max)) faults.push(faultAt('impossible', 'OBX', at(5)));
    return faults;
  }
  const key = diagnosticCodes.find((each) => each.code === code)?.key;
  const words: readonly string[] | null =
    key === undefined || key === 'lens' ? null : key === 'colour' ? ['Normal', 'Abnormal'] : acuities;
  return words === null || words.includes(value) ? [] : [faultAt('notInTable', 'OBX', at(5))];
}

/** One result for each code: a second one would say that the first is not true. */
function twiceFaults(results: readonly Segment[]): readonly Fault[] {
  const codes = results.map((obx) => textOf(obx, 3));
  return codes.flatMap((code, index) =>
    codes.indexOf(code) < index ? [faultAt('repeats', 'OBX', { sequence: index + 1, field: 3 })] : [],
  );
}

/** Both pressures or none, the upper above the lower (hl7: two OBX, never one). */
function pressureFaults(results: readonly Segment[]): readonly Fault[] {
  const indexOf = (code: string) =>
    results.findIndex((obx) => textOf(obx, 3) === code && !withdrawn.includes(textOf(obx, 11)));
  const upper = indexOf('8480-6');
  const lower = indexOf('8462-4');
  if (upper < 0 && lower < 0) return [];
  if (upper < 0 || lower < 0) {
    return [faultAt('required', 'OBX', { sequence: Math.max(upper, lower) + 1, field: 3 })];
  }
  const above = Number(textOf(results[upper], 5)) > Number(textOf(results[lower], 5));
  return above ? [] : [faultAt('impossible', 'OBX', { sequence: lower + 1, field: 5 })];
}

/** ORC and OBR name the same order, and OBR-25 says `C` where a result was corrected or withdrawn. */
function orderFaults(message: Message, results: readonly Segment[]): readonly Fault[] {
  const faults: Fault[] = [];
  for (const field of [2, 3]) {
    if (textAt(message, `ORC-${field}`) !== textAt(message, `OBR-${field}`)) {
      faults.push(faultAt('notInTable', 'OBR', { field }));
    }
  }
  const corrects = results.some((obx) => ['C', 'W', 'D'].includes(textOf(obx, 11)));
  if (corrects && textAt(message, 'OBR-25') !== 'C') {
    faults.push(faultAt('notInTable', 'OBR', { field: 25 }));
  }
  return faults;
}

import { conditionNumber } from '../clinical/standing-conditions.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { ConditionOnRecord } from '../contract/record.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { buildCondition } from '../malaffi/build-corrections.ts';
import type { VisitPlan } from './plan-visit.ts';
import type { MessageToStore, OutboxStep, StoredMessage } from './ports.ts';
import { adding, isUnsent, keepOrReplace } from './steps.ts';

type Numbered = ReadonlyMap<string, ConditionOnRecord>;

/** The conditions of an assessment by the number that each keeps for good (PRB-4). */
export function numberedConditions(visitNumber: string, assessment: Assessment | null): Numbered {
  return new Map(
    (assessment?.record?.conditions ?? []).map((condition, index) => [
      condition.instanceId ?? conditionNumber(visitNumber, index),
      condition,
    ]),
  );
}

/**
 * The corrected assessment with each condition that it adds under the number it had before, by its code or text, and new ones
 * under numbers that were never given: a number names one condition for good.
 */
export function keepNumbers(visitNumber: string, before: Assessment, after: Assessment): Assessment {
  const conditions = after.record?.conditions;
  if (!conditions) return after;
  const known = [...numberedConditions(visitNumber, before)];
  const taken = new Set(known.map(([number]) => number));
  const next = () => {
    for (let index = 0; ; index++) {
      const number = conditionNumber(visitNumber, index);
      if (!taken.has(number)) {
        taken.add(number);
        return number;
      }
    }
  };
  const left = new Map(known.filter(([, { change }]) => change === 'added'));
  const numbered = conditions.map((condition) => {
    if (condition.change !== 'added') return condition;
    const match = [...left].find(
      ([number, old]) => number === condition.instanceId || identity(old) === identity(condition),
    );
    if (match) left.delete(match[0]);
    return { ...condition, instanceId: match ? match[0] : next() };
  });
  return { ...after, record: { ...after.record, conditions: numbered } };
}

function identity({ code, text }: ConditionOnRecord): string {
  return code ?? text.toLowerCase();
}

/** What becomes of the messages about conditions (PPR^PC1, PC2, PC3) of a visit that changes. */
export function conditionSteps(plan: VisitPlan): readonly OutboxStep[] {
  const { visit, after, stored } = plan;
  const before = numberedConditions(visit.visitNumber, visit.assessment);
  const wanted = numberedConditions(visit.visitNumber, after);
  const messages = stored.filter(({ kind }) => kind.startsWith('PPR'));
  return [...new Set([...before.keys(), ...wanted.keys()])].flatMap((number) => {
    const own = messages.filter((message) => numberOf(message, before) === number);
    return stepsOf(plan, number, { was: before.get(number), want: wanted.get(number), own });
  });
}

function stepsOf(
  plan: VisitPlan,
  number: string,
  {
    was,
    want,
    own,
  }: {
    readonly was: ConditionOnRecord | undefined;
    readonly want: ConditionOnRecord | undefined;
    readonly own: readonly StoredMessage[];
  },
): readonly OutboxStep[] {
  const told = own.findLast(({ mayHaveArrived }) => mayHaveArrived);
  const [first, ...others] = own.filter(isUnsent);
  const cancels = others.map(({ id }): OutboxStep => ({ step: 'cancel', id }));
  const say = (condition: ConditionOnRecord | undefined): MessageToStore | null =>
    condition ? buildCondition(plan.context, { ...condition, instanceId: number }) : null;
  if (!told) {
    const fresh = say(want);
    if (first) return fresh || !plan.unsentOnly ? [...keepOrReplace(plan, first, fresh), ...cancels] : [];
    return fresh && !plan.unsentOnly ? [adding(plan, fresh, null)] : [];
  }
  if (plan.unsentOnly || JSON.stringify(plain(was)) === JSON.stringify(plain(want))) return [];
  const fresh = say(correctionOf(was, want));
  if (first) return [...keepOrReplace(plan, first, fresh), ...cancels];
  return fresh ? [adding(plan, fresh, told.id)] : [];
}

/** What puts right a condition that was told wrongly. What a change was before it, only the receiver knows. */
function correctionOf(
  was: ConditionOnRecord | undefined,
  want: ConditionOnRecord | undefined,
): ConditionOnRecord | undefined {
  if (want) return want.change === 'added' ? { ...want, change: 'changed' } : want;
  if (was?.change === 'added') return { ...was, change: 'withdrawn' };
  return was?.change === 'withdrawn' ? { ...was, change: 'added' } : undefined;
}

function plain(condition: ConditionOnRecord | undefined): unknown {
  if (!condition) return null;
  const { change, code, text, onset } = condition;
  return [change, code, text, onset];
}

/** The condition that a message is about: by PRB-4, or for one without bytes by the place that its kind names. */
export function numberOf(
  { kind, bytes }: Pick<StoredMessage, 'kind' | 'bytes'>,
  conditions: Numbered,
): string {
  const message = bytes && parseMessage(bytes);
  if (message) return textAt(message, 'PRB-4.1');
  const place = kind.split(' ')[1] ?? '1';
  return /^\d+$/.test(place) ? ([...conditions.keys()][Number(place) - 1] ?? '') : place;
}

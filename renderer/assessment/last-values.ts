import type { WarningContext } from '../../core/clinical/warnings.ts';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { EyeField } from './form-fields.ts';
import type { NumberField } from './number-fields.ts';

/** A value of an earlier visit, shown beside the field and never filled in. */
export interface LastValue {
  readonly value: string;
  readonly at: number;
}

export type LastValues = Readonly<Partial<Record<NumberField | EyeField | 'colour', LastValue>>>;

/** The latest value of each field; `history` is newest first. */
export function lastValues(history: readonly AssessmentView[]): LastValues {
  const found: Partial<Record<string, LastValue>> = {};
  for (const { measurements, vision, measuredAt } of history.toReversed()) {
    for (const [name, value] of Object.entries({ ...measurements, ...vision })) {
      if (typeof value === 'string' || typeof value === 'number')
        found[name] = { value: String(value), at: measuredAt };
    }
  }
  return found;
}

const monthMs = 30.4375 * 86_400_000;

/** The latest visit with height or weight, as the rules about change want it; undefined when there is none. */
export function lastGrowth(history: readonly AssessmentView[], now: number): WarningContext['last'] {
  const visit = history.find(({ measurements: { heightCm, weightKg } }) => heightCm ?? weightKg);
  if (!visit) return undefined;
  const { heightCm, weightKg } = visit.measurements;
  return {
    ...(heightCm === undefined ? {} : { heightCm }),
    ...(weightKg === undefined ? {} : { weightKg }),
    monthsAgo: (now - visit.measuredAt) / monthMs,
  };
}

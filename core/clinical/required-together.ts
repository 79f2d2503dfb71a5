import type { Acuity, Lens } from './acuity.ts';
import { bmi, bmiLimits } from './bmi.ts';
import type { LocalMeasurementKey } from './local-measurements.ts';
import type { MeasurementKey } from './measurements.ts';
import type { NotMeasuredItem } from './record-lists.ts';
import { type BrokenRule, brokenPressures, brokenTimes, isBlank, type Times } from './visit-rules.ts';

type Eyes = 'right' | 'left' | 'rightCorrected' | 'leftCorrected';

/** What the rules look at: the parts of an assessment where one answer asks for another. */
export interface AnswersTogether extends Times {
  readonly measurements: { readonly [K in MeasurementKey]?: number | undefined };
  readonly vision: { readonly [K in Eyes]?: Acuity | undefined } & {
    readonly performed?: boolean | undefined;
    readonly notPerformedReason?: string | undefined;
    readonly notTestable?: readonly Eyes[] | undefined;
    readonly wearsGlasses?: boolean | undefined;
    readonly colour?: string | undefined;
    readonly lens?: Lens | undefined;
    readonly lensOther?: string | undefined;
  };
  readonly record?: (NonNullable<Times['record']> & Answers) | undefined;
}

interface Answers {
  readonly bmiZScore?: number | undefined;
  readonly pressureReadings?:
    | readonly { readonly systolicMmHg: number; readonly diastolicMmHg: number }[]
    | undefined;
  readonly referral?: { readonly referred: boolean; readonly to?: string | undefined } | undefined;
  readonly local?: { readonly [K in LocalMeasurementKey]?: number | undefined } | undefined;
  readonly screening?: { readonly [section: string]: unknown } | undefined;
  readonly notMeasured?: { readonly [K in NotMeasuredItem]?: Reason | undefined } | undefined;
}

interface Reason {
  readonly reason: string;
  readonly note?: string | undefined;
}

/**
 * Every rule that needs more than one answer, as an assessment is refused for it: what the element list requires together
 * (elements 23, 24, 27, 28, 30, 31), both pressures, a BMI that a body can have, and times in order.
 */
export function requiredTogether(answers: AnswersTogether): readonly BrokenRule[] {
  const { measurements, vision, record } = answers;
  return [
    ...brokenPressures(measurements, record?.pressureReadings),
    ...brokenBmi(measurements),
    ...brokenTimes(answers),
    ...brokenVision(vision),
    ...brokenReasons(answers),
    ...(record?.referral?.referred && isBlank(record.referral.to)
      ? [{ path: ['record', 'referral', 'to'], rule: 'referredToNeeded' }]
      : []),
  ];
}

/** Height and weight that are each possible and together are not: one of the two was mistyped. */
function brokenBmi({ heightCm, weightKg }: AnswersTogether['measurements']): readonly BrokenRule[] {
  if (heightCm === undefined || weightKg === undefined) return [];
  const found = bmi(weightKg, heightCm)?.rounded;
  const possible = found === undefined || (found >= bmiLimits.min && found <= bmiLimits.max);
  return possible ? [] : [{ path: ['measurements', 'weightKg'], rule: 'bmiImpossible' }];
}

const eyes: readonly Eyes[] = ['right', 'left', 'rightCorrected', 'leftCorrected'];

function brokenVision(vision: AnswersTogether['vision']): readonly BrokenRule[] {
  const broken: BrokenRule[] = [];
  const add = (name: string, rule: string) => broken.push({ path: ['vision', name], rule });
  const notTestable = vision.notTestable ?? [];
  const seen = eyes.filter((eye) => vision[eye] !== undefined);
  const tried = seen.length > 0 || notTestable.length > 0;
  if (vision.performed === false && isBlank(vision.notPerformedReason)) {
    add('notPerformedReason', 'reasonNeeded');
  }
  if (vision.performed === false && tried) add('performed', 'testedAfterAll');
  if (vision.performed === true && !tried) add('right', 'acuityNeeded');
  for (const eye of notTestable) if (vision[eye] !== undefined) add(eye, 'testableAfterAll');
  if (vision.lens === 'other' && isBlank(vision.lensOther)) add('lensOther', 'reasonNeeded');
  const worn = vision.lens ? vision.lens !== 'none' : vision.wearsGlasses === true;
  if (!worn && (vision.rightCorrected ?? vision.leftCorrected) !== undefined) add('lens', 'lensNeeded');
  return broken;
}

/** A reason why something was not measured: in words where it is "other", and not beside a value. */
function brokenReasons(answers: AnswersTogether): readonly BrokenRule[] {
  const given = Object.entries(answers.record?.notMeasured ?? {}) as [NotMeasuredItem, Reason | undefined][];
  return given.flatMap(([item, why]): readonly BrokenRule[] => {
    if (!why) return [];
    const path = ['record', 'notMeasured', item];
    if (why.reason === 'other' && isBlank(why.note)) {
      return [{ path: [...path, 'note'], rule: 'reasonNeeded' }];
    }
    return wasMeasured(item, answers) ? [{ path, rule: 'measuredAfterAll' }] : [];
  });
}

/**
 * Zero is a value, and the number of the trunk's turn is a result. A few thresholds are none: a child may refuse half way
 * through a hearing test.
 */
function wasMeasured(item: NotMeasuredItem, { measurements, vision, record }: AnswersTogether): boolean {
  const has = (...values: readonly unknown[]) => values.some((value) => value !== undefined);
  switch (item) {
    case 'bloodPressure':
      return has(measurements.systolicMmHg, measurements.diastolicMmHg);
    case 'colour':
      return has(vision.colour);
    case 'bmiZScore':
      return has(record?.bmiZScore);
    case 'scoliosis':
      return has(record?.screening?.scoliosis, record?.local?.trunkRotationDeg);
    case 'hearing':
    case 'physicalExamination':
    case 'dental':
    case 'bloodTest':
    case 'depression':
      return has(record?.screening?.[item]);
    default:
      return has(measurements[item]);
  }
}

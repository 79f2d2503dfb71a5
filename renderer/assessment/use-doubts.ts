import { useCallback, useEffect, useMemo, useState } from 'react';
import { ageInYears } from '../../core/clinical/age.ts';
import type { GrowthReference } from '../../core/clinical/growth-reference.ts';
import { localMeasurementKeys } from '../../core/clinical/local-measurements.ts';
import { measurementKeys } from '../../core/clinical/measurements.ts';
import { type Warning, warningsOf } from '../../core/clinical/warnings.ts';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import type { FormValues } from './form-values.ts';
import { lastGrowth } from './last-values.ts';
import { type NumberField, numberFieldNames, possibleValues } from './number-fields.ts';
import { type Confirmation, readings, readMeasurements } from './read-record.ts';
import { today } from './visit-date.ts';
import { zScoreOf } from './z-score.ts';

/** A value is judged when the field is left, or after a pause: "1" on the way to "138" is not unusual. */
const pauseMs = 1000;

/** What speaks against a value, worst first; and whether the nurse looked again and said that it is correct. */
export interface Doubt {
  /** Names the rules and the very values that they looked at. */
  readonly id: string;
  readonly field: Warning['path'];
  readonly age: number;
  readonly warnings: readonly Warning[];
  readonly confirmed: boolean;
}

export interface Doubts {
  /** In the order of the paper form. */
  readonly doubts: readonly Doubt[];
  /** What the nurse confirmed and still stands: recorded with the assessment. */
  readonly confirmations: readonly Confirmation[];
  /** Every doubt that was ever confirmed here, by id: kept in the draft. */
  readonly confirmed: ReadonlySet<string>;
  /** The nurse looked again. It holds for these very values: with another value the warning comes back. */
  confirm(id: string): void;
  /** A field was left. */
  settle(): void;
}

/** What an assessment that is corrected recorded: its values in the form, and what a nurse confirmed of them. */
export interface RecordedConfirmations {
  readonly values: FormValues;
  readonly confirmed: readonly Confirmation[];
}

/** What is possible and unusual in the form. It never blocks a save. */
export function useDoubts(
  values: FormValues,
  now: () => FormValues,
  student: StudentView,
  history: readonly AssessmentView[],
  reference: GrowthReference | null,
  /** What was confirmed before, when a draft is resumed. */
  before: readonly string[] = [],
  recorded: RecordedConfirmations | null = null,
): Doubts {
  const [settled, setSettled] = useState(values);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(() => new Set(before));
  const settle = useCallback(() => setSettled({ ...now() }), [now]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the pause anew
  useEffect(() => {
    const timer = setTimeout(settle, pauseMs);
    return () => clearTimeout(timer);
  }, [values, settle]);

  const judged = useMemo(() => settledOnly(values, settled), [values, settled]);
  const found = useMemo(
    () => doubtsOf(judged, student, history, reference),
    [judged, student, history, reference],
  );
  const doubts = useMemo(
    () =>
      found.map((doubt) => ({
        ...doubt,
        confirmed: confirmed.has(doubt.id) || wasConfirmed(doubt, recorded),
      })),
    [found, confirmed, recorded],
  );
  const confirmations = useMemo(
    () =>
      doubts
        .filter((doubt) => doubt.confirmed)
        .flatMap(({ warnings }) => warnings.map(({ path, rule }) => ({ path, rule }))),
    [doubts],
  );
  const confirm = useCallback((id: string) => setConfirmed((before) => new Set([...before, id])), []);
  return { doubts, confirmations, confirmed, confirm, settle };
}

/** The form with only those numbers that nobody is typing at the moment. */
function settledOnly(values: FormValues, settled: FormValues): FormValues {
  const typing = numberFieldNames.filter((field) => values[field] !== settled[field]);
  return { ...values, ...Object.fromEntries(typing.map((field) => [field, ''])) } as FormValues;
}

/** What speaks against the values of a form, in the order of the paper form. */
export function doubtsOf(
  values: FormValues,
  student: Pick<StudentView, 'dateOfBirth' | 'sex'>,
  history: readonly AssessmentView[],
  reference: GrowthReference | null,
): readonly Omit<Doubt, 'confirmed'>[] {
  const age = ageInYears(student.dateOfBirth, values.visitDate || today());
  const last = lastGrowth(history, Date.now());
  const leaves = values.kind === 'clinic' && values.disposition !== '' ? values.disposition : undefined;
  const found = { ...readMeasurements(values), ...possibleValues(localMeasurementKeys, values) };
  const warnings = warningsOf(found, {
    ageYears: age,
    sex: student.sex,
    ...(last ? { last } : {}),
    ...(leaves ? { disposition: leaves } : {}),
    bmiZScore: zScoreOf(values, student, reference)?.value,
    pressureReadings: readings(values).length,
  });
  return [...measurementKeys, ...localMeasurementKeys].flatMap((field) => {
    const own = warnings.filter(({ path }) => path === field).toSorted(urgentFirst);
    return own.length === 0 ? [] : [{ id: doubtId(field, own, values), field, age: age ?? 0, warnings: own }];
  });
}

const growth: readonly NumberField[] = ['heightCm', 'weightKg', 'waistCm', 'bmiZScore'];
const pressures: readonly NumberField[] = [
  'systolicMmHg',
  'diastolicMmHg',
  'secondSystolicMmHg',
  'secondDiastolicMmHg',
  'thirdSystolicMmHg',
  'thirdDiastolicMmHg',
];

/** Rules that look at more than the value itself: what was confirmed holds for all of these. */
const looksAtMore: Readonly<Partial<Record<Warning['rule'], readonly NumberField[]>>> = {
  waistAboveHalfHeight: growth,
  heightAndWeightSwapped: growth,
  unusualBmi: growth,
  implausibleBmi: growth,
  repeatPressure: pressures,
};

function doubtId(field: Doubt['field'], warnings: readonly Warning[], values: FormValues): string {
  const looksAt = new Set([field, ...warnings.flatMap(({ rule }) => looksAtMore[rule] ?? [])]);
  return [
    field,
    ...warnings.map(({ rule }) => rule),
    ...[...looksAt].map((each) => `${each}=${values[each]}`),
  ].join('|');
}

/** Confirmed when it was saved, and every value that the rules look at is still the one of then. */
export function wasConfirmed(
  { id, field, warnings }: Omit<Doubt, 'confirmed'>,
  recorded: RecordedConfirmations | null,
): boolean {
  if (!recorded || id !== doubtId(field, warnings, recorded.values)) return false;
  return warnings.every((warning) =>
    recorded.confirmed.some(({ path, rule }) => path === warning.path && rule === warning.rule),
  );
}

function urgentFirst(a: Warning, b: Warning): number {
  return Number(b.rule === 'urgent') - Number(a.rule === 'urgent');
}

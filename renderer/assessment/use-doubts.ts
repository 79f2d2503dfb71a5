import { useCallback, useEffect, useMemo, useState } from 'react';
import { ageInYears } from '../../core/clinical/age.ts';
import { type MeasurementKey, measurementKeys } from '../../core/clinical/measurements.ts';
import { type Warning, warningsOf } from '../../core/clinical/warnings.ts';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import type { FormValues } from './form-values.ts';
import { lastGrowth } from './last-values.ts';
import { possibleValues } from './read-form.ts';
import { today } from './visit-date.ts';

/** A value is judged when the field is left, or after a pause: "1" on the way to "138" is not unusual. */
const pauseMs = 1000;

/** What speaks against a value, worst first; and whether the nurse looked again and said that it is correct. */
export interface Doubt {
  /** Names the rules and the very values that they looked at. */
  readonly id: string;
  readonly field: MeasurementKey;
  readonly age: number;
  readonly warnings: readonly Warning[];
  readonly confirmed: boolean;
}

export interface Doubts {
  /** In the order of the paper form. */
  readonly doubts: readonly Doubt[];
  /** The nurse looked again. It holds for these very values: with another value the warning comes back. */
  confirm(id: string): void;
  /** A field was left. */
  settle(): void;
}

/** What is possible and unusual in the form. It never blocks a save. */
export function useDoubts(
  values: FormValues,
  now: () => FormValues,
  student: StudentView,
  history: readonly AssessmentView[],
): Doubts {
  const [settled, setSettled] = useState(values);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const settle = useCallback(() => setSettled({ ...now() }), [now]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the pause anew
  useEffect(() => {
    const timer = setTimeout(settle, pauseMs);
    return () => clearTimeout(timer);
  }, [values, settle]);

  const judged = useMemo(
    () =>
      Object.fromEntries(
        measurementKeys.filter((key) => values[key] === settled[key]).map((key) => [key, values[key]]),
      ),
    [values, settled],
  );
  const date = values.visitDate || today();
  const found = useMemo(() => {
    const age = ageInYears(student.dateOfBirth, date);
    const last = lastGrowth(history, Date.now());
    const context = { ageYears: age, sex: student.sex, ...(last ? { last } : {}) };
    const warnings = warningsOf(possibleValues(judged), context);
    return measurementKeys.flatMap((field) => {
      const own = warnings.filter(({ path }) => path === field).toSorted(urgentFirst);
      return own.length === 0
        ? []
        : [{ id: doubtId(field, own, judged), field, age: age ?? 0, warnings: own }];
    });
  }, [judged, date, student, history]);

  const doubts = useMemo(
    () => found.map((doubt) => ({ ...doubt, confirmed: confirmed.has(doubt.id) })),
    [found, confirmed],
  );
  const confirm = useCallback((id: string) => setConfirmed((before) => new Set([...before, id])), []);
  return { doubts, confirm, settle };
}

const together: readonly (readonly MeasurementKey[])[] = [
  ['heightCm', 'weightKg', 'waistCm'],
  ['systolicMmHg', 'diastolicMmHg'],
];

function doubtId(
  field: MeasurementKey,
  warnings: readonly Warning[],
  judged: Readonly<Partial<Record<MeasurementKey, string>>>,
): string {
  const looksAt = together.find((group) => group.includes(field)) ?? [field];
  return [...warnings.map(({ rule }) => rule), ...looksAt.map((key) => judged[key] ?? '')].join('|');
}

function urgentFirst(a: Warning, b: Warning): number {
  return Number(b.rule === 'urgent') - Number(a.rule === 'urgent');
}

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

/** A warning with the age that it was judged for, and whether the nurse said that the values are correct. */
export interface ShownWarning extends Warning {
  readonly id: string;
  readonly age: number;
  readonly confirmed: boolean;
}

export interface Warnings {
  readonly warnings: readonly ShownWarning[];
  /** The nurse looked again. It holds for these very values: with another value the warning comes back. */
  confirm(id: string): void;
  /** A field was left. */
  settle(): void;
}

/** What is possible and unusual in the form. It never blocks a save. */
export function useWarnings(
  values: FormValues,
  student: StudentView,
  history: readonly AssessmentView[],
): Warnings {
  const [settled, setSettled] = useState(values);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const settle = useCallback(() => setSettled(values), [values]);
  useEffect(() => {
    const timer = setTimeout(settle, pauseMs);
    return () => clearTimeout(timer);
  }, [settle]);

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
    return warningsOf(possibleValues(judged), context).map((warning) => ({
      ...warning,
      id: warningId(warning, judged),
      age: age ?? 0,
    }));
  }, [judged, date, student, history]);

  const warnings = useMemo(
    () => found.map((warning) => ({ ...warning, confirmed: confirmed.has(warning.id) })),
    [found, confirmed],
  );
  const confirm = useCallback((id: string) => setConfirmed((before) => new Set([...before, id])), []);
  return { warnings, confirm, settle };
}

const together: readonly (readonly MeasurementKey[])[] = [
  ['heightCm', 'weightKg', 'waistCm'],
  ['systolicMmHg', 'diastolicMmHg'],
];

/** Names a warning by its rule and the values that it looked at. */
function warningId(
  { path, rule }: Warning,
  judged: Readonly<Partial<Record<MeasurementKey, string>>>,
): string {
  const looksAt = together.find((group) => group.includes(path)) ?? [path];
  return [path, rule, ...looksAt.map((key) => judged[key] ?? '')].join('|');
}

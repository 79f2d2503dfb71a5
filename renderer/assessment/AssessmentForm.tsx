import { type KeyboardEvent, useEffect, useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { MeasurementKey } from '../../core/clinical/measurements.ts';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';
import styles from './Assessment.module.css';
import { BodyMassIndex } from './BodyMassIndex.tsx';
import { focusNext } from './focus-next.ts';
import { type FieldName, type FormValues, isBlank } from './form-values.ts';
import { lastValues } from './last-values.ts';
import { MeasurementField } from './MeasurementField.tsx';
import { NotesField } from './NotesField.tsx';
import { SavePanel } from './SavePanel.tsx';
import { Section } from './Section.tsx';
import { StudentHeader } from './StudentHeader.tsx';
import { useDoubts } from './use-doubts.ts';
import { type SaveAnswer, useSaving } from './use-saving.ts';
import { VisionFields } from './VisionFields.tsx';
import { VisitFields } from './VisitFields.tsx';

const growth: readonly MeasurementKey[] = ['heightCm', 'weightKg', 'waistCm'];
const vitals: readonly MeasurementKey[] = [
  'systolicMmHg',
  'diastolicMmHg',
  'temperatureCel',
  'heartRatePerMin',
  'respiratoryRatePerMin',
  'oxygenSaturationPct',
];
const noHistory: readonly AssessmentView[] = [];

/** The form of one assessment, in the order of the paper form. Nothing is cleared until main has said "saved". */
export function AssessmentForm({
  student,
  start,
  onChanged,
  onSave,
  onChangeStudent,
}: {
  readonly student: StudentView;
  readonly start: FormValues;
  readonly onChanged: (values: FormValues | null) => void;
  readonly onSave: (values: FormValues) => Promise<SaveAnswer>;
  readonly onChangeStudent: () => void;
}) {
  const { t } = useTranslation('assessment');
  const form = useForm<FormValues>({ defaultValues: start, mode: 'onTouched' });
  const { control, setFocus, subscribe } = form;
  const values = useWatch({ control }) as FormValues;
  const history = useChannel('assessment.history', { studentId: student.id }, { staleTime: 0 });
  const visits = history.data ?? noHistory;
  const last = useMemo(() => lastValues(visits), [visits]);
  const { doubts, confirm, settle } = useDoubts(values, form.getValues, student, visits);
  const saving = useSaving(form, onSave);
  const { lift } = saving;

  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values: now }) => {
          lift();
          onChanged(isBlank(now) ? null : now);
        },
      }),
    [subscribe, onChanged, lift],
  );
  useEffect(() => setFocus('heightCm'), [setFocus]);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      void saving.save();
    } else if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      event.preventDefault();
      event.stopPropagation();
      focusNext(event.currentTarget, event.target);
    }
  };
  const measurement = (name: MeasurementKey) => (
    <MeasurementField
      key={name}
      name={name}
      control={control}
      last={last[name]}
      doubt={doubts.find(({ field }) => field === name)}
      onLeft={settle}
    />
  );
  const faults = Object.entries(form.formState.errors).flatMap(([field, error]) => {
    const rule = error?.message || error?.type;
    return rule ? [{ field: field as FieldName, rule: String(rule) }] : [];
  });

  return (
    <form
      className={styles.form}
      noValidate
      autoComplete="off"
      aria-busy={saving.busy}
      // Before the fields see it: the date field would take Enter for its calendar.
      onKeyDownCapture={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      {/* While main saves nothing more can be typed: it would be lost with the empty form that follows. */}
      <div className={styles.sections} inert={saving.busy}>
        <StudentHeader student={student} onChange={onChangeStudent} />
        <Section title={t('sections.visit')}>
          <VisitFields control={control} bornOn={student.dateOfBirth} />
        </Section>
        <Section title={t('sections.growth')}>
          <div className={styles.growth}>
            {growth.map(measurement)}
            <BodyMassIndex heightCm={values.heightCm} weightKg={values.weightKg} />
          </div>
        </Section>
        <Section title={t('sections.vitals')}>
          <div className={styles.fields}>{vitals.map(measurement)}</div>
        </Section>
        <Section title={t('sections.vision')}>
          <VisionFields control={control} last={last} />
        </Section>
        <Section title={t('sections.notes')}>
          <NotesField control={control} />
        </Section>
      </div>
      <SavePanel
        faults={faults}
        onGoTo={(field) => setFocus(field)}
        doubts={doubts}
        onConfirm={confirm}
        failure={saving.failure}
        saving={saving.busy}
        onSave={() => void saving.save()}
      />
    </form>
  );
}

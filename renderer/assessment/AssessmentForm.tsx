import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { DatePicker } from '@fluentui/react-datepicker-compat';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { bmi } from '../../core/clinical/bmi.ts';
import { dubaiDate } from '../../core/clinical/calendar.ts';
import { readNumber } from '../../core/clinical/decimal.ts';
import type { MeasurementKey } from '../../core/clinical/measurements.ts';
import { visitKinds } from '../../core/contract/assessment.ts';
import type { FieldError } from '../../core/contract/result.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';
import { fieldWords } from '../shell/words.ts';
import styles from './Assessment.module.css';
import { focusNext } from './focus-next.ts';
import { type FieldName, type FormValues, isBlank } from './form-values.ts';
import { MeasurementField } from './MeasurementField.tsx';
import { SavePanel } from './SavePanel.tsx';
import { unusualValues } from './unusual-values.ts';
import { VisionFields } from './VisionFields.tsx';
import { formatDay, parseDay } from './visit-date.ts';

const growth: readonly MeasurementKey[] = ['heightCm', 'weightKg', 'waistCm'];
const vitals: readonly MeasurementKey[] = [
  'temperatureCel',
  'heartRatePerMin',
  'systolicMmHg',
  'diastolicMmHg',
  'respiratoryRatePerMin',
  'oxygenSaturationPct',
];

/** What a save came to, as the form must show it. */
export type SaveAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly sentence: string | null; readonly fields: readonly FieldError[] };

/** The form of one assessment, in the order of the paper form. Nothing is cleared until main has said "saved". */
export function AssessmentForm({
  student,
  start,
  onChanged,
  onSave,
}: {
  readonly student: StudentView;
  readonly start: FormValues;
  readonly onChanged: (values: FormValues | null) => void;
  readonly onSave: (values: FormValues) => Promise<SaveAnswer>;
}) {
  const { t } = useTranslation('assessment');
  const { control, getValues, setFocus, setError, clearErrors, trigger, formState, subscribe } =
    useForm<FormValues>({
      defaultValues: start,
      mode: 'onBlur',
    });
  const values = useWatch({ control }) as FormValues;
  const history = useChannel('assessment.history', { studentId: student.id });
  const last = history.data?.[0];
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());

  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values: now }) => onChanged(isBlank(now) ? null : now),
      }),
    [subscribe, onChanged],
  );
  useEffect(() => setFocus('heightCm'), [setFocus]);

  const unusual = useMemo(
    () => unusualValues(values, student, last?.measurements ?? {}, dubaiDate(Date.now()) ?? ''),
    [values, student, last],
  );
  const height = readNumber(values.heightCm)?.value;
  const weight = readNumber(values.weightKg)?.value;
  const index = height && weight ? bmi(weight, height) : null;

  const save = useCallback(async () => {
    if (saving) return;
    setFailure(null);
    clearErrors();
    if (!(await trigger())) return;
    setSaving(true);
    const answer = await onSave(getValues());
    setSaving(false);
    if (answer.ok) return;
    setFailure(answer.sentence);
    for (const error of answer.fields) setError(error.path as FieldName, { message: fieldWords(t, error) });
  }, [saving, onSave, getValues, clearErrors, trigger, setError, t]);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter') return;
    if (event.ctrlKey) {
      event.preventDefault();
      void save();
    } else if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      event.preventDefault();
      focusNext(event.currentTarget, event.target);
    }
  };

  const measurement = (name: MeasurementKey) => {
    const found = unusual.find(({ field }) => field === name);
    return (
      <MeasurementField
        key={name}
        name={name}
        control={control}
        last={last?.measurements[name]}
        warning={found && t(`unusual.${found.rule}`, found.params)}
      />
    );
  };
  const errors = Object.entries(formState.errors).flatMap(([field, error]) =>
    error?.message ? [{ field, text: error.message, go: () => setFocus(field as FieldName) }] : [],
  );

  return (
    <form
      className={styles.form}
      noValidate
      autoComplete="off"
      onKeyDown={onKeyDown}
      onSubmit={(e) => e.preventDefault()}
    >
      <div className={styles.sections}>
        <section className={styles.card}>
          <div className={styles.fields}>
            <Controller
              name="kind"
              control={control}
              render={({ field }) => (
                <Field label={t('fields.kind')}>
                  <RadioGroup
                    layout="horizontal"
                    value={field.value}
                    onChange={(_, { value }) => field.onChange(value)}
                  >
                    {visitKinds.map((kind) => (
                      <Radio key={kind} value={kind} label={t(`kind.${kind}`)} />
                    ))}
                  </RadioGroup>
                </Field>
              )}
            />
            <Controller
              name="visitDate"
              control={control}
              render={({ field }) => (
                <Field label={t('fields.visitDate')} hint={t('visitDateHint')}>
                  <DatePicker
                    allowTextInput
                    value={field.value}
                    maxDate={new Date()}
                    formatDate={formatDay}
                    parseDateFromString={parseDay}
                    onSelectDate={(date) => field.onChange(date ?? new Date())}
                  />
                </Field>
              )}
            />
          </div>
        </section>
        <section className={styles.card} aria-labelledby="section-growth">
          <h2 id="section-growth" className={styles.sectionTitle}>
            {t('sections.growth')}
          </h2>
          <div className={styles.fields}>
            {growth.map(measurement)}
            <div className={styles.computed}>
              <span>{t('fields.bmi')}</span>
              <output aria-live="off">{index ? index.rounded.toFixed(1) : '–'}</output>
            </div>
          </div>
        </section>
        <section className={styles.card} aria-labelledby="section-vitals">
          <h2 id="section-vitals" className={styles.sectionTitle}>
            {t('sections.vitals')}
          </h2>
          <div className={styles.fields}>{vitals.map(measurement)}</div>
        </section>
        <section className={styles.card} aria-labelledby="section-vision">
          <h2 id="section-vision" className={styles.sectionTitle}>
            {t('sections.vision')}
          </h2>
          <VisionFields control={control} last={last?.vision ?? {}} />
        </section>
        <section className={styles.card}>
          <Controller
            name="notes"
            control={control}
            render={({ field }) => (
              <Field label={t('fields.notes')}>
                <Textarea
                  ref={field.ref}
                  name="notes"
                  value={field.value}
                  maxLength={2000}
                  rows={3}
                  resize="vertical"
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                />
              </Field>
            )}
          />
        </section>
      </div>
      <SavePanel
        unusual={unusual}
        confirmed={confirmed}
        onConfirm={(field) => setConfirmed((before) => new Set([...before, field]))}
        failure={failure}
        errors={errors}
        saving={saving}
        onSave={() => void save()}
      />
    </form>
  );
}

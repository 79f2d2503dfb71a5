import { Button, mergeClasses } from '@fluentui/react-components';
import { AddRegular, DeleteRegular, SaveRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { type FieldPath, useFieldArray, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError, FieldError } from '../../core/contract/result.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { SelectField } from '../form/SelectField.tsx';
import { TextField } from '../form/TextField.tsx';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { useUnsaved } from '../shell/unsaved.ts';
import { useOptions } from './options.ts';
import styles from './Student.module.css';
import { emiratesIdDoubts, noAllergy, readStudent, type StudentValues, toValues } from './student-form.ts';

const refreshes = [
  'student.get',
  'student.record',
  'student.search',
  'student.recent',
  'assessment.history',
  'queue.query',
  'queue.counts',
  'message.detail',
] as const;

/** Everything that is known of a student, to be corrected by hand. Receivers are told by main, as the profile says. */
export function DetailsForm({
  student,
  focusField,
  readOnly,
}: {
  readonly student: StudentView;
  /** The field that a refusal names, as a path: the keyboard starts there. */
  readonly focusField: string | null;
  readonly readOnly: boolean;
}) {
  const { t } = useTranslation('student');
  const notify = useNotify();
  const { run, busy } = useCall('student.save', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  // One id for one change: saved twice it changes nothing twice.
  const changeId = useRef(crypto.randomUUID());
  const form = useForm<StudentValues>({ defaultValues: toValues(student) });
  const { control, setFocus, setError: setFieldError, formState, reset, getValues, clearErrors } = form;
  useUnsaved(formState.isDirty && !readOnly);
  const allergies = useFieldArray({ control, name: 'allergies' });
  const options = useOptions();

  useEffect(() => {
    const name = focusField?.replace(/^student\./, '');
    if (!name) return;
    const target = name === 'allergies' ? 'allergies.0.text' : name;
    requestAnimationFrame(() => setFocus(target as FieldPath<StudentValues>));
  }, [focusField, setFocus]);

  const mark = (faults: readonly FieldError[]) => {
    for (const [at, { path, rule }] of faults.entries()) {
      const name = path.replace(/^student\./, '') as FieldPath<StudentValues>;
      setFieldError(name, { type: rule }, { shouldFocus: at === 0 });
    }
  };
  const save = async () => {
    setError(null);
    clearErrors();
    const read = readStudent(getValues());
    if (!read.ok) return mark(read.faults);
    const result = await run({ changeId: changeId.current, id: student.id, student: read.student });
    if (!result.ok) {
      if (result.error.fields?.some(({ path }) => path.startsWith('student.'))) mark(result.error.fields);
      else setError(result.error);
      return;
    }
    changeId.current = crypto.randomUUID();
    reset(toValues({ ...student, ...read.student }));
    notify({ kind: 'success', text: t(`saved.${result.value.willSend}`) });
  };

  const text = (
    name: FieldPath<StudentValues>,
    more: { dir?: 'ltr' | 'rtl'; lang?: string; hint?: string } = {},
  ) => (
    <TextField
      control={control}
      name={name}
      label={t(`problems:fields.student.${name}`)}
      autoComplete="off"
      {...more}
    />
  );
  return (
    <form
      className={mergeClasses(page.card, styles.card)}
      noValidate
      aria-labelledby="student-details"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="student-details" className={styles.heading}>
        {t('sections.details')}
      </h2>
      <div className={styles.card} inert={busy || readOnly}>
        <fieldset className={mergeClasses(styles.fieldset, styles.three)}>
          <legend className={styles.legend}>{t('sections.names')}</legend>
          {text('givenName')}
          {text('middleName')}
          {text('familyName')}
          {text('givenNameArabic', { dir: 'rtl', lang: 'ar' })}
          {text('middleNameArabic', { dir: 'rtl', lang: 'ar' })}
          {text('familyNameArabic', { dir: 'rtl', lang: 'ar' })}
        </fieldset>
        <fieldset className={styles.fieldset}>
          <legend className={styles.legend}>{t('sections.identity')}</legend>
          {text('dateOfBirth', { dir: 'ltr', hint: t('hints.date') })}
          <SelectField
            control={control}
            name="sex"
            label={t('problems:fields.student.sex')}
            options={options('sex')}
          />
          {text('nationality', { dir: 'ltr', hint: t('hints.nationality') })}
          <div>
            {text('emiratesId', { dir: 'ltr', hint: t('hints.emiratesId') })}
            <EmiratesIdDoubts control={control} />
          </div>
          <SelectField
            control={control}
            name="noCardReason"
            label={t('fields.noCardReason')}
            options={options('noCardReason')}
            empty={t('options.none')}
          />
          <SelectField
            control={control}
            name="religion"
            label={t('problems:fields.student.religion')}
            options={options('religion')}
            empty={t('options.none')}
          />
          <SelectField
            control={control}
            name="maritalStatus"
            label={t('problems:fields.student.maritalStatus')}
            options={options('maritalStatus')}
            empty={t('options.none')}
          />
        </fieldset>
        <fieldset className={styles.fieldset}>
          <legend className={styles.legend}>{t('sections.school')}</legend>
          {text('studentNumber', { dir: 'ltr' })}
          <TextField control={control} name="grade" label={t('fields.grade')} autoComplete="off" />
          <TextField control={control} name="className" label={t('fields.className')} autoComplete="off" />
        </fieldset>
        <fieldset className={styles.fieldset}>
          <legend className={styles.legend}>{t('sections.contact')}</legend>
          {text('address')}
          {text('city')}
          {text('homePhone', { dir: 'ltr' })}
          {text('mobilePhone', { dir: 'ltr' })}
          {text('guardianName')}
          <SelectField
            control={control}
            name="guardianRelation"
            label={t('problems:fields.student.guardianRelation')}
            options={options('guardianRelation')}
            empty={t('options.none')}
          />
          {text('guardianPhone', { dir: 'ltr' })}
        </fieldset>
        <section className={styles.card} aria-labelledby="student-allergies">
          <div className={styles.head}>
            <h3 id="student-allergies" className={mergeClasses(styles.legend, styles.grow)}>
              {t('sections.allergies')}
            </h3>
            <Button size="small" icon={<AddRegular />} onClick={() => allergies.append({ ...noAllergy })}>
              {t('addAllergy')}
            </Button>
          </div>
          {allergies.fields.length === 0 && <p className={styles.quiet}>{t('noAllergies')}</p>}
          {allergies.fields.map((row, at) => (
            <fieldset
              key={row.id}
              className={mergeClasses(styles.fieldset, styles.allergy)}
              aria-label={t('allergyOf', { number: at + 1 })}
            >
              <SelectField
                control={control}
                name={`allergies.${at}.kind`}
                label={t('fields.kind')}
                options={options('kind')}
              />
              <TextField control={control} name={`allergies.${at}.text`} label={t('fields.text')} />
              <SelectField
                control={control}
                name={`allergies.${at}.severity`}
                label={t('fields.severity')}
                options={options('severity')}
                empty={t('options.none')}
              />
              <TextField
                control={control}
                name={`allergies.${at}.reactions`}
                label={t('fields.reactions')}
                hint={t('hints.reactions')}
              />
              <TextField
                control={control}
                name={`allergies.${at}.since`}
                label={t('fields.since')}
                hint={t('hints.date')}
                dir="ltr"
              />
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('removeAllergy', { text: row.text || t('allergyOf', { number: at + 1 }) })}
                onClick={() => allergies.remove(at)}
              />
            </fieldset>
          ))}
        </section>
      </div>
      <ErrorBar title={t('notSaved')} error={error} />
      {!readOnly && (
        <div className={styles.foot}>
          <Button type="submit" appearance="primary" icon={<SaveRegular />} disabledFocusable={busy}>
            {busy ? t('common:saving') : t('save')}
          </Button>
          <span role="status" className={styles.quiet}>
            {formState.isDirty ? t('unsaved') : ''}
          </span>
        </div>
      )}
    </form>
  );
}

/** Doubts about a typed number: they never stop a save. */
function EmiratesIdDoubts({
  control,
}: {
  readonly control: ReturnType<typeof useForm<StudentValues>>['control'];
}) {
  const { t } = useTranslation('student');
  const [typed, born] = useWatch({ control, name: ['emiratesId', 'dateOfBirth'] });
  const doubts = emiratesIdDoubts(typed, born);
  return (
    <div role="status">
      {doubts.map((doubt) => (
        <p key={doubt} className={mergeClasses(styles.quiet, styles.doubt)}>
          {t(`doubts.${doubt}`)}
        </p>
      ))}
    </div>
  );
}

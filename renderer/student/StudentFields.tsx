import { mergeClasses } from '@fluentui/react-components';
import { type Control, type FieldPath, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../form/SelectField.tsx';
import { TextField } from '../form/TextField.tsx';
import { AllergyRows } from './AllergyRows.tsx';
import { CountryField } from './CountryField.tsx';
import { useOptions } from './options.ts';
import styles from './Student.module.css';
import { emiratesIdDoubts, type StudentValues } from './student-form.ts';

/** What no student is stored without. */
const required: ReadonlySet<string> = new Set(['givenName', 'familyName', 'dateOfBirth', 'studentNumber']);

/** The fields of a student, the same for one who is added and one who is corrected. */
export function StudentFields({
  control,
  marked = false,
}: {
  readonly control: Control<StudentValues>;
  /** Marks what is needed: in a form that starts empty. */
  readonly marked?: boolean;
}) {
  const { t } = useTranslation('student');
  const options = useOptions();
  const text = (
    name: FieldPath<StudentValues>,
    more: { dir?: 'ltr' | 'rtl' | 'auto'; lang?: string; hint?: string } = {},
  ) => (
    <TextField
      control={control}
      name={name}
      label={t(`problems:fields.student.${name}`)}
      autoComplete="off"
      required={marked && required.has(name)}
      {...more}
    />
  );
  const choice = (name: 'religion' | 'maritalStatus' | 'guardianRelation') => (
    <SelectField
      control={control}
      name={name}
      label={t(`problems:fields.student.${name}`)}
      options={options(name)}
      empty={t('options.none')}
    />
  );
  return (
    <>
      <fieldset className={mergeClasses(styles.fieldset, styles.three)}>
        <legend className={styles.legend}>{t('sections.names')}</legend>
        {text('givenName', { dir: 'auto' })}
        {text('middleName', { dir: 'auto' })}
        {text('familyName', { dir: 'auto' })}
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
          {...(marked ? { empty: t('assessment:choose'), required: true } : {})}
        />
        <CountryField
          control={control}
          name="nationality"
          label={t('problems:fields.student.nationality')}
          required={marked}
        />
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
        {choice('religion')}
        {choice('maritalStatus')}
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend className={styles.legend}>{t('sections.school')}</legend>
        {text('studentNumber', { dir: 'ltr' })}
        <TextField control={control} name="grade" label={t('fields.grade')} autoComplete="off" />
        <TextField
          control={control}
          name="className"
          label={t('fields.className')}
          dir="auto"
          autoComplete="off"
        />
        <TextField
          control={control}
          name="registrationDate"
          label={t('fields.registrationDate')}
          hint={t('hints.date')}
          dir="ltr"
          autoComplete="off"
        />
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend className={styles.legend}>{t('sections.contact')}</legend>
        {text('address', { dir: 'auto' })}
        {text('city', { dir: 'auto' })}
        {text('homePhone', { dir: 'ltr' })}
        {text('mobilePhone', { dir: 'ltr' })}
        {text('guardianName', { dir: 'auto' })}
        {choice('guardianRelation')}
        {text('guardianPhone', { dir: 'ltr' })}
      </fieldset>
      <AllergyRows control={control} />
    </>
  );
}

/** Doubts about a typed number: they never stop a save. */
function EmiratesIdDoubts({ control }: { readonly control: Control<StudentValues> }) {
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

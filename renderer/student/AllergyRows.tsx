import { Button, mergeClasses } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { type Control, useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../form/SelectField.tsx';
import { TextField } from '../form/TextField.tsx';
import { useOptions } from './options.ts';
import styles from './Student.module.css';
import { noAllergy, type StudentValues } from './student-form.ts';

/** The allergies of a student, each a row of the form. */
export function AllergyRows({ control }: { readonly control: Control<StudentValues> }) {
  const { t } = useTranslation('student');
  const options = useOptions();
  const allergies = useFieldArray({ control, name: 'allergies' });
  return (
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
          <TextField control={control} name={`allergies.${at}.text`} label={t('fields.text')} dir="auto" />
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
            dir="auto"
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
  );
}

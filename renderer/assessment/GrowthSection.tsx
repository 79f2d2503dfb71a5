import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import { bmi } from '../../core/clinical/bmi.ts';
import { bmiClassByZ, bmiClassOfAdult } from '../../core/clinical/bmi-class.ts';
import type { GrowthReference } from '../../core/clinical/growth-reference.ts';
import type { StudentView } from '../../core/contract/student.ts';
import styles from './Assessment.module.css';
import { Computed } from './Computed.tsx';
import type { FormValues } from './form-values.ts';
import { NumberField } from './NumberField.tsx';
import { type NumberField as Name, possibleValues } from './number-fields.ts';
import type { NumberProps } from './use-number-props.ts';
import { today } from './visit-date.ts';
import { coversAge, zScoreOf } from './z-score.ts';

const fields: readonly Name[] = ['heightCm', 'weightKg', 'waistCm'];
const adultFrom = 19;

/** Height, weight and waist, with the BMI of what is typed and its class. */
export function GrowthSection({
  control,
  student,
  reference,
  numberProps,
  zScoreCleared,
}: {
  readonly control: Control<FormValues>;
  readonly student: StudentView;
  /** The installed growth reference; without one the z-score is read from the chart. */
  readonly reference: GrowthReference | null;
  readonly numberProps: NumberProps;
  /** A z-score was read for other values and was taken out. */
  readonly zScoreCleared: boolean;
}) {
  const { t } = useTranslation('assessment');
  const values = useWatch({ control }) as FormValues;
  const { heightCm, weightKg } = possibleValues(['heightCm', 'weightKg'], values);
  const index = heightCm !== undefined && weightKg !== undefined ? bmi(weightKg, heightCm) : null;
  const age = ageInYears(student.dateOfBirth, values.visitDate || today());
  const adult = age !== null && age >= adultFrom;
  const z = zScoreOf(values, student, reference);
  const found = adult
    ? index && bmiClassOfAdult(index.exact)
    : z && age !== null
      ? bmiClassByZ(age, z.value)
      : null;
  const explained = [
    z?.computed && !adult ? t('zScore', { z: z.value.toFixed(2) }) : '',
    found ? t(`bmiClass.${found}`) : '',
  ].filter((part) => part !== '');
  return (
    <div className={styles.growth}>
      {fields.map((name) => (
        <NumberField key={name} control={control} name={name} {...numberProps(name)} />
      ))}
      <Computed
        label={t('fields.bmi')}
        value={index && <bdi dir="ltr">{index.rounded.toFixed(1)}</bdi>}
        explained={explained.length > 0 ? explained.join(' · ') : t('bmiHint')}
        notable={found !== null && found !== 'normal'}
      />
      {!adult && !coversAge(reference, student, values.visitDate) && (
        <NumberField
          control={control}
          name="bmiZScore"
          hint={t('zScoreHint')}
          {...(zScoreCleared ? { warning: t('zScoreCleared') } : {})}
          {...numberProps('bmiZScore')}
        />
      )}
    </div>
  );
}

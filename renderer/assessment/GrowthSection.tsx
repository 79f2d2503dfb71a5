import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import { bmi } from '../../core/clinical/bmi.ts';
import { bmiClassByZ, bmiClassOfAdult } from '../../core/clinical/bmi-class.ts';
import type { StudentView } from '../../core/contract/student.ts';
import styles from './Assessment.module.css';
import { Computed } from './Computed.tsx';
import type { FormValues } from './form-values.ts';
import { NumberField } from './NumberField.tsx';
import { type NumberField as Name, possibleValues } from './number-fields.ts';
import type { NumberProps } from './use-number-props.ts';
import { today } from './visit-date.ts';

const fields: readonly Name[] = ['heightCm', 'weightKg', 'waistCm'];
const adultFrom = 19;

/** Height, weight and waist, with the BMI of what is typed and its class. */
export function GrowthSection({
  control,
  student,
  numberProps,
}: {
  readonly control: Control<FormValues>;
  readonly student: StudentView;
  readonly numberProps: NumberProps;
}) {
  const { t } = useTranslation('assessment');
  const [heightTyped, weightTyped, zTyped, visitDate] = useWatch({
    control,
    name: ['heightCm', 'weightKg', 'bmiZScore', 'visitDate'],
  });
  const { heightCm, weightKg, bmiZScore } = possibleValues(['heightCm', 'weightKg', 'bmiZScore'], {
    heightCm: heightTyped,
    weightKg: weightTyped,
    bmiZScore: zTyped,
  });
  const index = heightCm !== undefined && weightKg !== undefined ? bmi(weightKg, heightCm) : null;
  const age = ageInYears(student.dateOfBirth, visitDate || today());
  const adult = age !== null && age >= adultFrom;
  const found = adult
    ? index && bmiClassOfAdult(index.exact)
    : bmiZScore !== undefined && age !== null
      ? bmiClassByZ(age, bmiZScore)
      : null;
  return (
    <div className={styles.growth}>
      {fields.map((name) => (
        <NumberField key={name} control={control} name={name} {...numberProps(name)} />
      ))}
      <Computed
        label={t('fields.bmi')}
        value={index && <bdi dir="ltr">{index.rounded.toFixed(1)}</bdi>}
        explained={found ? t(`bmiClass.${found}`) : t('bmiHint')}
        notable={found !== null && found !== 'normal'}
      />
      {!adult && (
        <NumberField
          control={control}
          name="bmiZScore"
          hint={t('zScoreHint')}
          {...numberProps('bmiZScore')}
        />
      )}
    </div>
  );
}

import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import { meanPressure, pressureClass } from '../../core/clinical/blood-pressure.ts';
import type { StudentView } from '../../core/contract/student.ts';
import styles from './Assessment.module.css';
import { Computed } from './Computed.tsx';
import type { FormValues } from './form-values.ts';
import { NumberField } from './NumberField.tsx';
import type { NumberField as Name } from './number-fields.ts';
import { readings } from './read-record.ts';
import type { NumberProps } from './use-number-props.ts';
import { today } from './visit-date.ts';

const rest: readonly Name[] = [
  'temperatureCel',
  'heartRatePerMin',
  'respiratoryRatePerMin',
  'oxygenSaturationPct',
  'painScore',
];

/** Blood pressure with its result, and the other vital signs. A pressure above the limit is taken again: the mean counts. */
export function VitalsSection({
  control,
  student,
  numberProps,
  repeats,
  onRepeat,
}: {
  readonly control: Control<FormValues>;
  readonly student: StudentView;
  readonly numberProps: NumberProps;
  /** How many repeated readings are in sight: none, one or two. */
  readonly repeats: number;
  readonly onRepeat: () => void;
}) {
  const { t } = useTranslation('assessment');
  const values = useWatch({ control }) as FormValues;
  const taken = readings(values);
  const mean = meanPressure(taken);
  const age = ageInYears(student.dateOfBirth, values.visitDate || today());
  const found =
    mean && age !== null ? pressureClass(age, student.sex, mean.systolicMmHg, mean.diastolicMmHg) : null;
  const pairs: readonly (readonly Name[])[] = [
    ['secondSystolicMmHg', 'secondDiastolicMmHg'],
    ['thirdSystolicMmHg', 'thirdDiastolicMmHg'],
  ];
  const shown = pairs.slice(0, repeats).flat();
  return (
    <div className={styles.fields}>
      <NumberField control={control} name="systolicMmHg" {...numberProps('systolicMmHg')} />
      <NumberField control={control} name="diastolicMmHg" {...numberProps('diastolicMmHg')} />
      <div>
        <Computed
          label={t('fields.pressureResult')}
          value={found && t(`pressureClass.${found}`)}
          explained={
            mean && taken.length > 1 ? (
              <bdi dir="ltr">{`${t('meanOf', { count: taken.length })} ${mean.systolicMmHg}/${mean.diastolicMmHg}`}</bdi>
            ) : (
              t('pressureHint')
            )
          }
          notable={found !== null && found !== 'normal' && found !== 'notClassified'}
        />
        {taken.length > repeats && repeats < pairs.length && (
          <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={onRepeat}>
            {t('repeatPressure')}
          </Button>
        )}
      </div>
      {shown.map((name) => (
        <NumberField key={name} control={control} name={name} {...numberProps(name)} />
      ))}
      {shown.length % 3 > 0 && <span className={styles.rowEnd} />}
      {rest.map((name) => (
        <NumberField key={name} control={control} name={name} {...numberProps(name)} />
      ))}
    </div>
  );
}

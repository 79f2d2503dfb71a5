import { useTranslation } from 'react-i18next';
import { bmi } from '../../core/clinical/bmi.ts';
import styles from './Assessment.module.css';
import { possibleValues } from './read-form.ts';

/** The BMI of what is typed, live; a dash until height and weight are both possible. */
export function BodyMassIndex({
  heightCm: heightTyped,
  weightKg: weightTyped,
}: {
  readonly heightCm: string;
  readonly weightKg: string;
}) {
  const { t } = useTranslation('assessment');
  const { heightCm, weightKg } = possibleValues({ heightCm: heightTyped, weightKg: weightTyped });
  const index = heightCm !== undefined && weightKg !== undefined ? bmi(weightKg, heightCm) : null;
  return (
    <div className={styles.computed}>
      <span id="bmi-label">{t('fields.bmi')}</span>
      {/* Not announced on each key: it is read when the nurse comes to it. */}
      <output aria-labelledby="bmi-label" aria-live="off" className={styles.computedValue}>
        {index ? <bdi dir="ltr">{index.rounded.toFixed(1)}</bdi> : '–'}
      </output>
      <span className={styles.muted}>{t('bmiHint')}</span>
    </div>
  );
}

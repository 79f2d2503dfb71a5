import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import { visionResult } from '../../core/clinical/vision.ts';
import type { StudentView } from '../../core/contract/student.ts';
import styles from './Assessment.module.css';
import { ChoiceField, TickField } from './ChoiceField.tsx';
import { Computed } from './Computed.tsx';
import type { EyeField } from './form-fields.ts';
import type { FormValues } from './form-values.ts';
import type { LastValues } from './last-values.ts';
import { readVision } from './read-record.ts';
import { LastTime } from './Sentences.tsx';
import { today } from './visit-date.ts';
import { WordsField } from './WordsField.tsx';

/** Acuity of both eyes from the official list, with lenses where they are worn, colour vision, and the result of all. */
export function VisionSection({
  control,
  student,
  last,
}: {
  readonly control: Control<FormValues>;
  readonly student: StudentView;
  readonly last: LastValues;
}) {
  const { t } = useTranslation('assessment');
  const values = useWatch({ control }) as FormValues;
  const notTested = values.visionTested === 'no';
  const worn = values.lens !== '' && values.lens !== 'none';
  const eye = (name: EyeField) => (
    <ChoiceField
      control={control}
      name={name}
      nothing={t('notMeasured')}
      hint={last[name] ? <LastTime last={last[name]} unit="" /> : null}
    />
  );
  const age = ageInYears(student.dateOfBirth, values.visitDate || today());
  const found = age === null || notTested ? null : visionResult(age, readVision(values));
  const someEye = values.right !== '' || values.left !== '' || values.rightCorrected !== '';
  const before = last.colour?.value;
  return (
    <div className={styles.stack}>
      <TickField control={control} name="visionTested" answer="no" label={t('visionNotTested')} />
      <div className={styles.fields}>
        {notTested ? (
          <WordsField control={control} name="notPerformedReason" required />
        ) : (
          <>
            <ChoiceField control={control} name="lens" />
            {values.lens === 'other' && <WordsField control={control} name="lensOther" required />}
            {eye('right')}
            {eye('left')}
            {worn && eye('rightCorrected')}
            {worn && eye('leftCorrected')}
          </>
        )}
        <ChoiceField
          control={control}
          name="colour"
          nothing={t('notMeasured')}
          hint={
            last.colour && (before === 'normal' || before === 'abnormal') ? (
              <LastTime last={{ ...last.colour, value: t(`answers.colour.${before}`) }} unit="" />
            ) : null
          }
        />
        {!notTested && (
          <Computed
            label={t('fields.visionResult')}
            value={found && someEye && found !== 'notClassified' ? t(`visionResult.${found}`) : null}
            explained={t(age !== null && age < 3 ? 'visionTooYoung' : 'visionHint')}
            notable={found === 'abnormal'}
          />
        )}
      </div>
    </div>
  );
}

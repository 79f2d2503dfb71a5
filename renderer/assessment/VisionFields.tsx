import { Checkbox, Field, Select } from '@fluentui/react-components';
import { type Control, useController, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { acuities } from '../../core/clinical/acuity.ts';
import styles from './Assessment.module.css';
import { colourResults, type EyeField, type FormValues } from './form-values.ts';
import type { LastValue, LastValues } from './last-values.ts';
import { FaultSentence, LastTime } from './Sentences.tsx';

interface Props {
  readonly control: Control<FormValues>;
  readonly last: LastValues;
}

/** Acuity of both eyes from the official list, with glasses where they are worn, and colour vision. */
export function VisionFields({ control, last }: Props) {
  const wearsGlasses = useWatch({ control, name: 'wearsGlasses' });
  return (
    <div className={styles.fields}>
      <EyeSelect name="right" control={control} last={last.right} />
      <EyeSelect name="left" control={control} last={last.left} />
      <Glasses control={control} />
      {wearsGlasses && (
        <>
          <EyeSelect name="rightCorrected" control={control} last={last.rightCorrected} />
          <EyeSelect name="leftCorrected" control={control} last={last.leftCorrected} />
          <span className={styles.gap} />
        </>
      )}
      <ColourSelect control={control} last={last.colour} />
    </div>
  );
}

function Glasses({ control }: Pick<Props, 'control'>) {
  const { t } = useTranslation('assessment');
  const { field } = useController({ control, name: 'wearsGlasses' });
  return (
    <Checkbox
      ref={field.ref}
      className={styles.beside}
      label={t('fields.wearsGlasses')}
      checked={field.value}
      onChange={(_, { checked }) => field.onChange(checked === true)}
      onBlur={field.onBlur}
    />
  );
}

function ColourSelect({
  control,
  last,
}: {
  readonly control: Control<FormValues>;
  readonly last: LastValue | undefined;
}) {
  const { t } = useTranslation('assessment');
  const { field } = useController({ control, name: 'colour' });
  const before = colourResults.find((result) => result === last?.value);
  return (
    <Field
      label={t('fields.colour')}
      hint={
        last && before
          ? { children: <LastTime last={{ ...last, value: t(`colour.${before}`) }} unit="" /> }
          : null
      }
    >
      <Select {...field} className={styles.control}>
        <option value="">{t('notMeasured')}</option>
        {colourResults.map((result) => (
          <option key={result} value={result}>
            {t(`colour.${result}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function EyeSelect({
  name,
  control,
  last,
}: {
  readonly name: EyeField;
  readonly control: Control<FormValues>;
  readonly last: LastValue | undefined;
}) {
  const { t } = useTranslation('assessment');
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  return (
    <Field
      label={t(`fields.${name}`)}
      validationMessage={rule ? { children: <FaultSentence field={name} rule={rule} /> } : null}
      hint={last ? { children: <LastTime last={last} unit="" /> } : null}
    >
      <Select {...field} className={styles.control}>
        <option value="">{t('notMeasured')}</option>
        {acuities.map((acuity) => (
          <option key={acuity} value={acuity} dir="ltr">
            {acuity}
          </option>
        ))}
      </Select>
    </Field>
  );
}

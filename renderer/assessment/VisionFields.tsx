import { Checkbox, Field, Select } from '@fluentui/react-components';
import { type Control, Controller, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { acuities } from '../../core/clinical/acuity.ts';
import styles from './Assessment.module.css';
import type { EyeField, FormValues } from './form-values.ts';

/** Acuity of both eyes from the official list, with glasses where they are worn, and colour vision. */
export function VisionFields({
  control,
  last,
}: {
  readonly control: Control<FormValues>;
  readonly last: Readonly<Record<string, string | boolean>>;
}) {
  const { t } = useTranslation('assessment');
  const wearsGlasses = useWatch({ control, name: 'wearsGlasses' });
  const eye = (name: EyeField) => <EyeSelect name={name} control={control} last={last[name]} />;
  return (
    <>
      <div className={styles.fields}>
        {eye('right')}
        {eye('left')}
        <Controller
          name="colour"
          control={control}
          render={({ field }) => (
            <Field label={t('fields.colour')}>
              <Select
                ref={field.ref}
                name="colour"
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
              >
                <option value="">{t('notMeasured')}</option>
                <option value="normal">{t('colour.normal')}</option>
                <option value="abnormal">{t('colour.abnormal')}</option>
              </Select>
            </Field>
          )}
        />
      </div>
      <Controller
        name="wearsGlasses"
        control={control}
        render={({ field }) => (
          <Checkbox
            ref={field.ref}
            label={t('fields.wearsGlasses')}
            checked={field.value}
            onChange={(_, { checked }) => field.onChange(checked === true)}
            onBlur={field.onBlur}
          />
        )}
      />
      {wearsGlasses && (
        <div className={styles.fields}>
          {eye('rightCorrected')}
          {eye('leftCorrected')}
        </div>
      )}
    </>
  );
}

function EyeSelect({
  name,
  control,
  last,
}: {
  readonly name: EyeField;
  readonly control: Control<FormValues>;
  readonly last: string | boolean | undefined;
}) {
  const { t } = useTranslation('assessment');
  return (
    <Controller
      name={name}
      control={control}
      render={({ field }) => (
        <Field
          label={t(`fields.${name}`)}
          {...(typeof last === 'string' ? { hint: t('lastTime', { value: last, unit: '' }) } : {})}
        >
          <Select
            ref={field.ref}
            name={name}
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
          >
            <option value="">{t('notMeasured')}</option>
            {acuities.map((acuity) => (
              <option key={acuity} value={acuity} dir="ltr">
                {acuity}
              </option>
            ))}
          </Select>
        </Field>
      )}
    />
  );
}

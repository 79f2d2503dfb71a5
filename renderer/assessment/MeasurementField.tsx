import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { type Control, Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { asciiDigits } from '../../core/clinical/digits.ts';
import { type MeasurementKey, measurements } from '../../core/clinical/measurements.ts';
import { fieldWords } from '../shell/words.ts';
import styles from './Assessment.module.css';
import { type FormValues, measurementError } from './form-values.ts';

/**
 * One measurement: a number with its unit. Digits of either kind and a decimal comma are taken, letters are not and it says
 * so; the limits are checked when the field is left. The last value stands beside it and is never filled in.
 */
export function MeasurementField({
  name,
  control,
  last,
  warning,
}: {
  readonly name: MeasurementKey;
  readonly control: Control<FormValues>;
  readonly last: number | undefined;
  readonly warning: string | undefined;
}) {
  const { t } = useTranslation('assessment');
  const [letters, setLetters] = useState(false);
  const { unit } = measurements[name];
  return (
    <Controller
      name={name}
      control={control}
      rules={{
        validate: (typed) => {
          const error = measurementError(name, typed);
          return error === null || fieldWords(t, { ...error, params: error.params ?? {} });
        },
      }}
      render={({ field, fieldState }) => {
        const error = fieldState.error?.message;
        const message = error ?? (letters ? t('numbersOnly') : warning);
        return (
          <Field
            label={{ children: t(`fields.${name}`) }}
            validationState={error ? 'error' : message ? 'warning' : 'none'}
            {...(message ? { validationMessage: message } : {})}
            {...(last === undefined ? {} : { hint: t('lastTime', { value: last, unit }) })}
          >
            <Input
              ref={field.ref}
              name={name}
              value={field.value}
              inputMode="decimal"
              autoComplete="off"
              dir="ltr"
              input={{ className: styles.number, 'aria-description': unit }}
              contentAfter={<bdi dir="ltr">{unit}</bdi>}
              onChange={(_, { value }) => {
                const plain = asciiDigits(value).replace(/[,\u066b]/g, '.');
                const numeric = plain.replace(/[^\d.]/g, '');
                setLetters(numeric !== plain);
                field.onChange(numeric);
              }}
              onBlur={() => {
                setLetters(false);
                field.onBlur();
              }}
            />
          </Field>
        );
      }}
    />
  );
}

import { Field, Input, mergeClasses, useId } from '@fluentui/react-components';
import { memo, useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import styles from './Assessment.module.css';
import type { FormValues } from './form-values.ts';
import type { LastValue } from './last-values.ts';
import { type NumberField as Name, numberFields, numberRule } from './number-fields.ts';
import { keepNumber, settleNumber } from './number-text.ts';
import { DoubtSentences, FaultSentence, LastTime, unitOf } from './Sentences.tsx';
import type { Doubt } from './use-doubts.ts';

/**
 * One number with its unit. Digits of either kind and a decimal comma are taken, letters are not and it says so; the limits are
 * checked when the field is left. The last value stands beside it and is never filled in.
 */
export const NumberField = memo(function NumberField({
  name,
  control,
  last,
  doubt,
  hint,
  warning,
  onLeft,
}: {
  readonly name: Name;
  readonly control: Control<FormValues>;
  readonly last?: LastValue | undefined;
  readonly doubt?: Doubt | undefined;
  readonly hint?: string;
  /** Said below the field while nothing worse is to say. */
  readonly warning?: string;
  readonly onLeft?: () => void;
}) {
  const { t } = useTranslation('assessment');
  const [note, setNote] = useState<'numbersOnly' | 'rounded' | null>(null);
  const unitId = useId('unit');
  const { field, fieldState } = useController({
    name,
    control,
    rules: { validate: (typed) => numberRule(name, typed) ?? true },
  });
  const unit = unitOf(name);
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  const message = rule ? (
    <FaultSentence field={name} rule={rule} />
  ) : note ? (
    t(note)
  ) : doubt?.confirmed ? (
    t('check.confirmed')
  ) : doubt ? (
    <DoubtSentences doubt={doubt} />
  ) : (
    (warning ?? null)
  );
  const state = rule ? 'error' : !message ? 'none' : doubt?.confirmed && !note ? 'success' : 'warning';

  return (
    <Field
      label={t(`fields.${name}`)}
      validationState={state}
      validationMessage={
        message ? { children: message, ...((note || warning) && !rule ? { role: 'status' } : {}) } : null
      }
      hint={last ? { children: <LastTime last={last} unit={unit} /> } : (hint ?? null)}
    >
      <Input
        ref={field.ref}
        name={name}
        value={field.value}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        dir="ltr"
        {...(unit === '' ? {} : { 'aria-describedby': unitId })}
        className={styles.control}
        input={{ className: mergeClasses(styles.number) }}
        contentAfter={
          unit === '' ? null : (
            <bdi id={unitId} dir="ltr">
              {unit}
            </bdi>
          )
        }
        onChange={(_, { value }) => {
          const { text, leftOut } = keepNumber(value, numberFields[name].min < 0);
          if (leftOut) setNote('numbersOnly');
          field.onChange(text);
        }}
        onBlur={() => {
          const { text, rounded } = settleNumber(name, field.value);
          setNote(rounded ? 'rounded' : null);
          if (text !== field.value) field.onChange(text);
          field.onBlur();
          onLeft?.();
        }}
      />
    </Field>
  );
});

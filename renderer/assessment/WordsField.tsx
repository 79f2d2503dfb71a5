import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { ClockRegular } from '@fluentui/react-icons';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import styles from './Assessment.module.css';
import {
  type DayField as DayName,
  type TimeField as TimeName,
  type WordField,
  wordFields,
} from './form-fields.ts';
import type { FormValues } from './form-values.ts';
import { FaultSentence } from './Sentences.tsx';
import { readTime, timeOf } from './visit-times.ts';

interface Props<N> {
  readonly name: N;
  readonly control: Control<FormValues>;
  readonly required?: boolean;
  readonly hint?: string;
}

/** From here on a field is for sentences. */
const long = 500;

/** Free words of the nurse, in either script. */
export function WordsField({ name, control, required = false, hint }: Props<WordField>) {
  const { t } = useTranslation('assessment');
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  const shared = { ...field, dir: 'auto', maxLength: wordFields[name] } as const;
  return (
    <Field
      label={t(`fields.${name}`)}
      required={required}
      hint={hint ?? null}
      validationMessage={rule ? { children: <FaultSentence field={name} rule={rule} /> } : null}
    >
      {wordFields[name] > long ? (
        <Textarea {...shared} rows={name === 'notes' ? 3 : 2} resize="vertical" />
      ) : (
        <Input {...shared} className={styles.control} autoComplete="off" />
      )}
    </Field>
  );
}

/** A time of the day, typed as 9:05, 0905 or 9; one button takes the time of now. */
export function TimeField({ name, control }: Props<TimeName>) {
  const { t } = useTranslation('assessment');
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  return (
    <Field
      label={t(`fields.${name}`)}
      validationMessage={rule ? { children: <FaultSentence field={name} rule={rule} /> } : null}
    >
      <Input
        {...field}
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        placeholder="00:00"
        className={styles.control}
        input={{ className: styles.number }}
        onBlur={() => {
          const time = readTime(field.value);
          if (time !== null) field.onChange(time);
          field.onBlur();
        }}
        contentAfter={
          <Button
            size="small"
            appearance="transparent"
            icon={<ClockRegular />}
            title={t('timeNow')}
            aria-label={t('timeNowOf', { field: t(`fields.${name}`) })}
            onClick={() => field.onChange(timeOf(Date.now()))}
          />
        }
      />
    </Field>
  );
}

/** A day beside the visit's own, typed as dd/mm/yyyy. */
export function DayField({ name, control }: Props<DayName>) {
  const { t } = useTranslation('assessment');
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  return (
    <Field
      label={t(`fields.${name}`)}
      hint={t('visitDateHint')}
      validationMessage={rule ? { children: <FaultSentence field={name} rule={rule} /> } : null}
    >
      <Input
        {...field}
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        className={styles.control}
        input={{ className: styles.number }}
      />
    </Field>
  );
}

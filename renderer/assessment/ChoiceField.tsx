import { Checkbox, Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import styles from './Assessment.module.css';
import { choiceFields, type ChoiceField as Name } from './form-fields.ts';
import type { FormValues } from './form-values.ts';
import { FaultSentence } from './Sentences.tsx';

interface Props {
  readonly name: Name;
  readonly control: Control<FormValues>;
  readonly hint?: string | ReactElement | null | undefined;
  /** What the empty line says; "Not recorded" when left out. */
  readonly nothing?: string | undefined;
  readonly required?: boolean;
}

/** The group of words that a list of answers shares: eyes and the systems of the body ask in the same words. */
function wordsOf(name: Name): string {
  return name.replace(/_.*$/, '').replace(/^(right|left)(Corrected)?$/, 'eye');
}

/** One answer of a list, as a closed list: a letter on the keyboard chooses, Enter goes on. */
export function ChoiceField({ name, control, hint, nothing, required = false }: Props) {
  const { t } = useTranslation('assessment');
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  const words = wordsOf(name);
  return (
    <Field
      label={t(`fields.${name}`)}
      required={required}
      validationMessage={rule ? { children: <FaultSentence field={name} rule={rule} /> } : null}
      hint={hint ? { children: hint } : null}
    >
      <Select {...field} className={styles.control}>
        <option value="">{nothing ?? t('notRecorded')}</option>
        {choiceFields[name].map((answer) => (
          <option key={answer} value={answer} {...(/^\d/.test(answer) ? { dir: 'ltr' } : {})}>
            {/^\d/.test(answer) ? answer : t(`answers.${words}.${answer}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** One answer of a short list, all of them in sight: for what must be clicked. */
export function ChoiceButtons({ name, control, required = false }: Props) {
  const { t } = useTranslation('assessment');
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  return (
    <Field
      label={t(`fields.${name}`)}
      required={required}
      validationMessage={rule ? { children: <FaultSentence field={name} rule={rule} /> } : null}
    >
      <RadioGroup
        name={name}
        layout="horizontal"
        className={styles.kinds}
        value={field.value}
        onChange={(_, { value }) => field.onChange(value)}
        onBlur={field.onBlur}
      >
        {choiceFields[name].map((answer, at) => (
          <Radio
            key={answer}
            ref={at === 0 ? field.ref : undefined}
            value={answer}
            label={t(`answers.${name}.${answer}`)}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

/** One answer that is ticked or not asked; `answer` is what the tick stands for. */
export function TickField({
  name,
  control,
  answer,
  label,
}: Props & { readonly answer: string; readonly label: string }) {
  const { field } = useController({ control, name });
  return (
    <Checkbox
      ref={field.ref}
      name={name}
      label={label}
      checked={field.value === answer}
      onChange={(_, { checked }) => field.onChange(checked === true ? answer : '')}
      onBlur={field.onBlur}
    />
  );
}

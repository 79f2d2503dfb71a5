import { Field, Select } from '@fluentui/react-components';
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fieldWords } from '../shell/words.ts';
import { ruleOf } from './field-rule.ts';

/** A labelled choice of a form, its error linked to it. */
export function SelectField<T extends FieldValues>({
  control,
  name,
  label,
  options,
  empty,
  required = false,
}: {
  readonly control: Control<T>;
  readonly name: FieldPath<T>;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The words for "nothing chosen"; left out where something must be. */
  readonly empty?: string;
  readonly required?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur, ref }, fieldState: { error } }) => (
        <Field
          label={label}
          required={required}
          validationMessage={error ? fieldWords(t, { path: name, rule: ruleOf(error, value ?? '') }) : null}
        >
          <Select
            ref={ref}
            value={value ?? ''}
            onBlur={onBlur}
            onChange={(_, chosen) => onChange(chosen.value)}
          >
            {empty !== undefined && <option value="">{empty}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        </Field>
      )}
    />
  );
}

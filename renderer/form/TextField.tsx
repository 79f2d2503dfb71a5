import { Field, Input, Textarea } from '@fluentui/react-components';
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fieldWords } from '../shell/words.ts';
import { ruleOf } from './field-rule.ts';
import { SecretInput } from './SecretInput.tsx';
import styles from './TextField.module.css';

export interface TextFieldProps<T extends FieldValues> {
  readonly control: Control<T>;
  readonly name: FieldPath<T>;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly kind?: 'text' | 'secret' | 'long';
  /** Codes and Latin text stay left to right in an Arabic window. */
  readonly dir?: 'ltr' | 'rtl' | 'auto';
  readonly lang?: string;
  readonly autoComplete?: string;
  /** Shown in place of the rule's own words. */
  readonly errorText?: string | undefined;
}

/** A labelled text field of a form, its error linked to it. Through Controller: `register` loses Fluent's values. */
export function TextField<T extends FieldValues>(props: TextFieldProps<T>) {
  const { t } = useTranslation();
  const { control, name, label, hint, required = false, kind = 'text', errorText } = props;
  const { dir, lang, autoComplete, autoFocus } = props;
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState: { error } }) => {
        const text: string = field.value ?? '';
        const message = error && (errorText ?? fieldWords(t, { path: name, rule: ruleOf(error, text) }));
        const shared = { ...field, value: text, dir, lang, autoComplete, autoFocus };
        return (
          <Field
            label={label}
            hint={hint ?? null}
            required={required}
            validationMessage={message ?? null}
            validationState={message ? 'error' : 'none'}
          >
            {kind === 'secret' ? (
              <SecretInput {...shared} />
            ) : kind === 'long' ? (
              <Textarea {...shared} resize="vertical" />
            ) : (
              <Input {...shared} input={{ className: styles.typed ?? '' }} />
            )}
          </Field>
        );
      }}
    />
  );
}

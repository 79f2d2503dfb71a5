import { Combobox, Field, Option } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { type Control, type FieldPath, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ruleOf } from '../form/field-rule.ts';
import { useLanguage } from '../shell/format.ts';
import { fieldWords } from '../shell/words.ts';
import { countryList, readCountry, searchCountries } from './country-names.ts';
import styles from './Student.module.css';
import type { StudentValues } from './student-form.ts';

/** A country by its name in either language. The value is its ISO code; text that names none is kept and refused at the save. */
export function CountryField({
  control,
  name,
  label,
  required = false,
}: {
  readonly control: Control<StudentValues>;
  readonly name: FieldPath<StudentValues>;
  readonly label: string;
  readonly required?: boolean;
}) {
  const { t } = useTranslation('student');
  const language = useLanguage();
  const list = useMemo(() => countryList(language), [language]);
  const { field, fieldState } = useController({ control, name });
  const [typed, setTyped] = useState<string | null>(null);
  const value = String(field.value ?? '');
  const chosen = list.find(({ code }) => code === value);
  const offered = typed === null ? list : searchCountries(list, typed);
  const choose = (code: string) => {
    setTyped(null);
    field.onChange(code);
  };
  const message = fieldState.error && fieldWords(t, { path: name, rule: ruleOf(fieldState.error, value) });
  return (
    <Field
      label={label}
      required={required}
      hint={t('hints.nationality')}
      validationMessage={message ?? null}
      validationState={message ? 'error' : 'none'}
    >
      <Combobox
        ref={field.ref}
        freeform
        className={styles.country ?? ''}
        expandIcon={{ className: styles.expand ?? '' }}
        autoComplete="off"
        spellCheck={false}
        value={typed ?? chosen?.name ?? value}
        selectedOptions={chosen ? [chosen.code] : []}
        onChange={(event) => setTyped(event.target.value)}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined) choose(optionValue);
        }}
        onBlur={() => {
          // What was typed and not chosen: the country that it names, or the text itself, so that it is not lost.
          if (typed !== null) choose(readCountry(list, typed) ?? typed.trim());
          field.onBlur();
        }}
      >
        {offered.map(({ code, name: country }) => (
          <Option key={code} value={code} text={country}>
            {country}
          </Option>
        ))}
        {offered.length === 0 && (
          <Option disabled text="">
            {t('noCountry')}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

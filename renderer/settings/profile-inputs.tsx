import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { errorAt, type ProfileEdit, refusalWords } from './profile-edit.ts';
import { type ProfilePath, valueAt, withValue } from './profile-json.ts';

interface InputProps {
  readonly edit: ProfileEdit;
  readonly path: ProfilePath;
  readonly label: string;
  readonly hint?: string;
}

function useRefusal({ edit, path }: Pick<InputProps, 'edit' | 'path'>) {
  const { t } = useTranslation();
  const error = refusalAt(edit, path);
  return error
    ? ({ validationState: 'error', validationMessage: refusalWords(t, error) } as const)
    : ({ validationState: 'none', validationMessage: null } as const);
}

/** Nothing typed is missing, not "too short". */
function refusalAt(edit: ProfileEdit, path: ProfilePath) {
  const error = errorAt(edit, path);
  const value = valueAt(edit.profile, path);
  const nothing = value === undefined || value === '' || (value === 0 && path.at(-1) === 'port');
  return error && nothing ? { ...error, rule: 'missing' } : error;
}

/** A text of the profile: names of people's making in their own direction, addresses and codes left to right. */
export function ProfileText({ edit, path, label, hint, prose }: InputProps & { readonly prose?: boolean }) {
  return (
    <Field label={label} hint={hint ?? null} {...useRefusal({ edit, path })}>
      <Input
        dir={prose ? 'auto' : 'ltr'}
        autoComplete="off"
        spellCheck={false}
        value={String(valueAt(edit.profile, path) ?? '')}
        onChange={(_, { value }) => edit.change(withValue(edit.profile, path, value))}
      />
    </Field>
  );
}

/** A whole or decimal number; what is no number is kept as typed, so that main can refuse it by name. */
export function ProfileNumber({
  edit,
  path,
  label,
  hint,
  fallback,
  zeroIsNone = false,
}: InputProps & { readonly fallback?: number; readonly zeroIsNone?: boolean }) {
  const value = valueAt(edit.profile, path);
  const nothing = value === undefined || (zeroIsNone && value === 0);
  return (
    <Field label={label} hint={hint ?? null} {...useRefusal({ edit, path })}>
      <Input
        dir="ltr"
        inputMode="decimal"
        placeholder={fallback === undefined ? undefined : String(fallback)}
        autoComplete="off"
        value={nothing ? '' : String(value)}
        onChange={(_, { value: typed }) => edit.change(withValue(edit.profile, path, numberOf(typed)))}
      />
    </Field>
  );
}

function numberOf(typed: string): number | string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  // "1." is on its way to be a number: only what reads back the same becomes one.
  return String(Number(text)) === text ? Number(text) : text;
}

/** One of several values. */
export function ProfileChoice({
  edit,
  path,
  label,
  hint,
  options,
  choose,
}: InputProps & {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** In place of putting the value at the path, where more than one field changes. */
  readonly choose?: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint ?? null} {...useRefusal({ edit, path })}>
      <Select
        value={String(valueAt(edit.profile, path) ?? options[0]?.value ?? '')}
        onChange={(_, { value }) =>
          choose ? choose(value) : edit.change(withValue(edit.profile, path, value))
        }
      >
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Yes or no; `fallback` is what a profile without the field means. */
export function ProfileCheck({
  edit,
  path,
  label,
  fallback = false,
}: InputProps & { readonly fallback?: boolean }) {
  const { t } = useTranslation();
  const error = errorAt(edit, path);
  return (
    <Field
      validationState={error ? 'error' : 'none'}
      validationMessage={error ? refusalWords(t, error) : null}
    >
      <Checkbox
        label={label}
        checked={(valueAt(edit.profile, path) ?? fallback) === true}
        onChange={(_, { checked }) => edit.change(withValue(edit.profile, path, checked === true))}
      />
    </Field>
  );
}

import type { TFunction } from 'i18next';
import type { FieldError } from '../../core/contract/result.ts';
import type { ProfileJson, ProfilePath } from './profile-json.ts';

/** A profile while it is edited: its present state, how to change it, and what main refused. */
export interface ProfileEdit {
  readonly profile: ProfileJson;
  readonly change: (profile: ProfileJson) => void;
  readonly errors: readonly FieldError[];
}

/** The refusal of a field, or of what is inside it. */
export function errorAt({ errors }: Pick<ProfileEdit, 'errors'>, path: ProfilePath): FieldError | undefined {
  const name = path.join('.');
  return errors.find((error) => error.path === name);
}

/** The sentence of a refused field, in the words of the settings where they have some. */
export function refusalWords(t: TFunction, { rule, params }: FieldError): string {
  return t([`profiles:rules.${rule}`, `common:rules.${rule}`, 'common:rules.invalid'], { ...params });
}

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

const inForm = new Set([
  ...['name', 'enabled', 'transport', 'allowPlainMllp', 'systemCode', 'processingId'],
  ...['messagesPerSecond', 'connectTimeoutMs', 'ackTimeoutMs', 'maxStrikes'],
]);
const atAddress = /^(?:address|perInterfaceAddress\.(?:ADT|ORU|PPR))\.(?:host|port|url|folder)$/;

/** Whether the form has a field for a path, so that a refusal stands there. */
export function shownInForm({ transport }: ProfileJson, path: string): boolean {
  if (path === 'authStyle' || path === 'authHeaderName') return transport === 'http';
  if (path === 'allowPlainMllp') return transport === 'mllp';
  return inForm.has(path) || atAddress.test(path) || path.startsWith('events.');
}

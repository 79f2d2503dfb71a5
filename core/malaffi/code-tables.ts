import { components, type FieldInput } from '../hl7/message.ts';
import type { Profile } from './profile.ts';
import { allergySeverities, allergyTypes } from './tables/allergy.ts';
import type { CodeRow } from './tables/code-row.ts';
import { nationalities } from './tables/nationality.ts';
import { maritalStatuses, relationships, religions } from './tables/person.ts';

/** Every list of codes that a message carries, as data. */
export const codeTables = {
  allergyType: allergyTypes,
  allergySeverity: allergySeverities,
  relationship: relationships,
  maritalStatus: maritalStatuses,
  religion: religions,
  nationality: nationalities,
} as const satisfies Record<string, readonly CodeRow[]>;

export type CodeTableName = keyof typeof codeTables;

/** A coded field (`code^text^label`); a code outside the table goes with its label alone, and nothing gives nothing. */
export function codedField(
  table: CodeTableName,
  code: string | null | undefined,
  profile: Pick<Profile, 'tableLabel'>,
): FieldInput {
  if (!code) return '';
  const rows: readonly CodeRow[] = codeTables[table];
  const row = rows.find((each) => each.code === code);
  if (!row) return components(code, '', rows[0]?.targetLabel ?? profile.tableLabel);
  return components(row.targetCode, row.english, row.targetLabel ?? profile.tableLabel);
}

import type { CodeRow, CodeTableName } from '../contract/code-table.ts';
import { components, type FieldInput } from '../hl7/message.ts';
import type { Profile } from './profile.ts';
import { allergySeverities, allergyTypes } from './tables/allergy.ts';
import { dispositionCodes, lensCodes } from './tables/clinic.ts';
import { conditions } from './tables/conditions.ts';
import { diagnoses } from './tables/diagnoses.ts';
import { nationalities } from './tables/nationality.ts';
import { maritalStatuses, relationships, religions } from './tables/person.ts';

/** Every list of codes that a message carries, as data; a profile may replace rows. */
export const codeTables = {
  allergyType: allergyTypes,
  allergySeverity: allergySeverities,
  relationship: relationships,
  maritalStatus: maritalStatuses,
  religion: religions,
  nationality: nationalities,
  lens: lensCodes,
  disposition: dispositionCodes,
  condition: conditions,
  diagnosis: diagnoses,
} as const satisfies Record<CodeTableName, readonly CodeRow[]>;

type Tables = Pick<Profile, 'tableLabel' | 'codeTables'>;

/** The row of a code: the profile's own before the one that comes with the product. */
export function codeRow(table: CodeTableName, code: string, profile: Tables): CodeRow | null {
  const rows: readonly CodeRow[] = [...(profile.codeTables[table] ?? []), ...codeTables[table]];
  return rows.find((each) => each.code === code) ?? null;
}

/**
 * A coded field (`code^text^label`). A code outside the table goes with its label alone; nothing gives nothing, and so does a
 * row without a target code: leaving out is a valid mapping.
 */
export function codedField(
  table: CodeTableName,
  code: string | null | undefined,
  profile: Tables,
): FieldInput {
  if (!code) return '';
  const row = codeRow(table, code, profile);
  if (!row) return components(code, '', codeTables[table][0]?.targetLabel ?? profile.tableLabel);
  if (row.targetCode === '') return '';
  return components(row.targetCode, row.english, row.targetLabel ?? profile.tableLabel);
}

/** True for a code on the wire that the table gives: the product's, or what the profile sends in a row's place. */
export function isTargetCode(table: CodeTableName, targetCode: string, { codeTables: own }: Tables): boolean {
  const gives = (row: CodeRow) => row.targetCode === targetCode;
  return (own[table]?.some(gives) ?? false) || codeTables[table].some(gives);
}

/**
 * A coded field whose text is the one that was recorded: the code and label of the table's row where it has one, else the
 * recorded code. A row without a target code leaves the text alone.
 */
export function recordedField(
  table: CodeTableName,
  { code, text }: { readonly code: string; readonly text: string },
  label: string,
  profile: Tables,
): FieldInput {
  const row = codeRow(table, code, profile);
  const target = row ? row.targetCode : code;
  return target === '' ? components('', text) : components(target, text, row?.targetLabel ?? label);
}

import { z } from 'zod';

/** The code tables that messages use; IT edits the rows of each in a destination's profile. */
export const codeTableNames = [
  'allergyType',
  'allergySeverity',
  'relationship',
  'maritalStatus',
  'religion',
  'nationality',
  'lens',
  'disposition',
  'condition',
  'diagnosis',
] as const;

export type CodeTableName = (typeof codeTableNames)[number];

const code = z.string().trim().max(20);

/**
 * One line of a code table: what the clinic records, its words in both languages, and what goes on the wire. `targetLabel`
 * null stands for the label of the profile; an empty target code leaves the field out.
 */
export const codeRowSchema = z.strictObject({
  code: code.min(1),
  english: z.string().trim().max(199),
  arabic: z.string().trim().max(199).default(''),
  targetCode: code,
  targetLabel: z.string().trim().max(20).nullable().default(null),
});

export type CodeRow = z.infer<typeof codeRowSchema>;

/** Where a row comes from: the product, the product with changes by IT, or IT alone. */
export const codeRowViewSchema = codeRowSchema.extend({ origin: z.enum(['product', 'changed', 'own']) });

export type CodeRowView = z.infer<typeof codeRowViewSchema>;

/** The code tables of one destination as its next message will use them. */
export const codeTablesSchema = z.object({
  profileVersion: z.number().int(),
  tables: z.array(z.object({ name: z.enum(codeTableNames), rows: z.array(codeRowViewSchema) })),
});

export type CodeTables = z.infer<typeof codeTablesSchema>;

/** A row as typed or as read from a file, before anybody judged it: refusals name `rows.<index>.<column>`. */
export const typedRowSchema = z.strictObject({
  code: z.string().max(500),
  english: z.string().max(500),
  arabic: z.string().max(500),
  targetCode: z.string().max(500),
  targetLabel: z.string().max(500).nullable(),
});

export type TypedRow = z.infer<typeof typedRowSchema>;

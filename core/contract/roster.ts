import { z } from 'zod';

/** What an import would do with one row of the file. `line` counts as a spreadsheet does, the header being line 1. */
export const rosterRowSchema = z.object({
  line: z.number().int(),
  action: z.enum(['add', 'change', 'unchanged', 'leaveOut']),
  studentNumber: z.string(),
  name: z.string(),
  /** For `change`: the columns that differ. */
  changes: z.array(z.string()),
  /** For `leaveOut`: why, as rule codes with the column; for others: remarks such as a check digit that does not fit. */
  remarks: z.array(
    z.object({
      column: z.string(),
      rule: z.string(),
      blocks: z.boolean(),
      params: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

export type RosterRow = z.infer<typeof rosterRowSchema>;

export const rosterPreviewSchema = z.object({
  token: z.string(),
  encoding: z.enum(['utf-8', 'windows-1256']),
  delimiter: z.enum([',', ';', '\t']),
  /** The file's header cells that were understood, by column name, and those that were not. */
  columns: z.array(z.object({ header: z.string(), column: z.string().nullable() })),
  counts: z.object({
    add: z.number().int(),
    change: z.number().int(),
    unchanged: z.number().int(),
    leaveOut: z.number().int(),
  }),
  rows: z.array(rosterRowSchema),
});

export type RosterPreview = z.infer<typeof rosterPreviewSchema>;

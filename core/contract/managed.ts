import { z } from 'zod';
import { certificateFactsSchema, settingsSchema } from './destination.ts';

/** A slip in what IT wrote: where, which key, and what is wrong. An empty key is the source as a whole. Never a value. */
export const managedProblemSchema = z.object({
  source: z.enum(['policy', 'file']),
  key: z.string(),
  rule: z.enum(['unreadable', 'unknownKey', 'invalid']),
});

export type ManagedProblem = z.infer<typeof managedProblemSchema>;

/** What IT fixed for this PC, as the window shows it: fixed settings look locked. */
export const managedViewSchema = z.object({
  settings: z.array(settingsSchema.keyof()),
  destination: z.boolean(),
  problems: z.array(managedProblemSchema),
  /** Certificates of the company's own CA, from IT's file. */
  companyCa: z.array(certificateFactsSchema),
  /** The newer version that IT's feed names; null where there is none. */
  newerVersion: z.string().nullable(),
});

export type ManagedView = z.infer<typeof managedViewSchema>;

import { z } from 'zod';

const lmsSchema = z.object({
  age: z.number().int(),
  l: z.number(),
  m: z.number(),
  s: z.number(),
});

/** The installed growth reference: its rows by sex (core/clinical/growth-reference.ts computes with them), and whence it is. */
export const growthReferenceViewSchema = z.object({
  fileName: z.string(),
  /** What the admin called it, or the published table that its checksum says it is. */
  version: z.string(),
  /** SHA-256 of the file, lower-case hexadecimal. */
  sha256: z.string(),
  /** True when the checksum is that of a published table. */
  recognized: z.boolean(),
  installedAt: z.number().int(),
  installedBy: z.string(),
  fromMonths: z.number().int(),
  toMonths: z.number().int(),
  reference: z.object({ M: z.array(lmsSchema), F: z.array(lmsSchema) }),
});

export type GrowthReferenceView = z.infer<typeof growthReferenceViewSchema>;

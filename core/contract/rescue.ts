import { z } from 'zod';

const epochMs = z.number().int();
const count = z.number().int();

/** A private key of 16,384 bits in PEM takes less. */
export const maxKeyBytes = 20_000;

/** IT's private key as PEM: used once, kept nowhere. */
export const privateKeySchema = z.string().min(1).max(maxKeyBytes);

/** A rescue file in numbers; nothing about people. `neverSent` of the messages never left the PC that they come from. */
export const rescueSummarySchema = z.object({
  exportId: z.string(),
  exportedAt: epochMs,
  machine: z.string(),
  messages: count,
  assessments: count,
  neverSent: count,
});

/** What became of an export: where the person has the file, and the passphrase that opens it, shown once. */
export const rescueExportedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancelled') }),
  z.object({
    kind: z.literal('exported'),
    summary: rescueSummarySchema,
    passphrase: z.string(),
    /** IT's recovery key opens it too. */
    recovery: z.boolean(),
    /** For a window that saves files itself; null where main has written it. */
    file: z.object({ fileName: z.string(), content: z.string() }).nullable(),
  }),
]);

export type RescueExported = z.infer<typeof rescueExportedSchema>;

/** A message takes some 400 bytes in a file: this is ten times the queue of a clinic that was offline for a month. */
export const maxRescueBytes = 60_000_000;

/** The file as text, with what opens it: the passphrase, or IT's private key (PEM). */
export const rescueFileSchema = z.strictObject({
  text: z.string().max(maxRescueBytes),
  key: z.union([
    z.strictObject({ passphrase: z.string().min(1).max(100) }),
    z.strictObject({ privateKey: privateKeySchema }),
  ]),
});

export const rescueEffectSchema = rescueSummarySchema.extend({
  added: count,
  held: count,
  known: count,
  missingReceivers: z.array(z.string()),
});

export type RescueEffectView = z.infer<typeof rescueEffectSchema>;

export const rescueExportSchema = z.object({
  exportId: z.string(),
  at: epochMs,
  by: z.string(),
  messages: count,
});

/** `backup` null is the database itself. */
export const closedRescueInputSchema = z.strictObject({
  backup: z.string().max(100).nullable(),
  proof: z.union([
    z.strictObject({ name: z.string().max(60), secret: z.string().max(200) }),
    z.strictObject({ privateKey: privateKeySchema }),
  ]),
});

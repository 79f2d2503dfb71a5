import { z } from 'zod';

/**
 * A number of the receiver in plain words: what happened and what to do. `{field}` stands for the field's name. `malaffi`
 * numbers come in ERR-5, those of HL7 table 0357 in ERR-3. `path` is the field to go to where ERR-2 names none.
 */
export const receiverNumberSchema = z.strictObject({
  system: z.enum(['malaffi', 'HL70357']),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._-]{1,20}$/),
  english: z.string().trim().min(1).max(300),
  arabic: z.string().trim().min(1).max(300),
  path: z.string().trim().max(80).nullable(),
});

export type ReceiverNumber = z.infer<typeof receiverNumberSchema>;

/** Where a number's words come from: the product, the product with changes by IT, or IT alone. */
export const receiverNumberViewSchema = receiverNumberSchema.extend({
  origin: z.enum(['product', 'changed', 'own']),
});

export type ReceiverNumberView = z.infer<typeof receiverNumberViewSchema>;

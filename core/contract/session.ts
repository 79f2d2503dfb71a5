import { z } from 'zod';
import { backupSchema } from './health.ts';

export const roles = ['nurse', 'admin'] as const;

export type Role = (typeof roles)[number];

/** Nobody was there for some minutes; the PC was locked or slept; the person said so. */
export const lockReasons = ['idle', 'system', 'person'] as const;

export type LockReason = (typeof lockReasons)[number];

/**
 * Who is working. `firstStart` means that no account exists yet and the administrator is to be made; `dataClosed` that the data
 * of this PC does not open: nothing may be entered, and an administrator may go back to a backup or bring the recovery key.
 */
export const sessionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('firstStart') }),
  z.object({ state: z.literal('signedOut'), names: z.array(z.string()) }),
  z.object({
    state: z.literal('dataClosed'),
    code: z.string(),
    backups: z.array(backupSchema),
    /** Whether IT's recovery key would open what this PC's own key does not. */
    canRecover: z.boolean(),
  }),
  z.object({
    state: z.literal('signedIn'),
    accountId: z.number().int(),
    name: z.string(),
    role: z.enum(roles),
  }),
  /** Somebody works here and is away: main answers nothing but sign-in until they, or another, say who is working. */
  z.object({
    state: z.literal('locked'),
    accountId: z.number().int(),
    name: z.string(),
    role: z.enum(roles),
    why: z.enum(lockReasons),
    /** Everybody who may sign in instead. */
    names: z.array(z.string()),
  }),
]);

export type Session = z.infer<typeof sessionSchema>;

export const accountViewSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  role: z.enum(roles),
  licence: z.string().nullable(),
  familyName: z.string(),
  givenName: z.string(),
  disabled: z.boolean(),
  lockedUntil: z.number().int().nullable(),
});

export type AccountView = z.infer<typeof accountViewSchema>;

export const accountInputSchema = z.strictObject({
  id: z.number().int().optional(),
  /** What the person signs in with. */
  name: z.string().trim().min(1).max(60),
  role: z.enum(roles),
  familyName: z.string().trim().min(1).max(60),
  givenName: z.string().trim().min(1).max(60),
  /** The licence under which the person is named in messages (PV1-7, OBX-16); a nurse needs one before sending. */
  licence: z.string().trim().max(15).nullable(),
  /** A nurse's PIN of 6 digits or more, an admin's password of 12 characters or more; left out keeps the old one. */
  secret: z.string().min(1).max(200).optional(),
  disabled: z.boolean().default(false),
});

export type AccountInput = z.infer<typeof accountInputSchema>;

import { z } from 'zod';
import { settingsSchema } from '../../core/contract/destination.ts';
import type { ManagedProblem } from '../../core/contract/managed.ts';
import { isAbsolutePath, isNetworkPath, isSyncedFolder } from '../../core/host/folder-place.ts';
import { readRecoveryKey } from '../../db/key-slots.ts';

/**
 * What IT may fix for a PC, by policy or by file. Every key is optional and stands alone; all of them are text, because a
 * policy of the registry knows nothing else. Documented with examples in docs/operations.md.
 */
export const managedKeys = {
  ...settingsSchema.shape,
  recoveryPublicKey: z
    .string()
    .refine((text) => readRecoveryKey(text) !== null)
    .describe(
      'RSA public key of at least 3072 bits, PEM, or its base64 alone: the recovery slot is made for it.',
    ),
  backupFolder: z
    .string()
    .min(1)
    .max(1000)
    .refine((path) => isAbsolutePath(path) && !isNetworkPath(path) && !isSyncedFolder(path))
    .describe('A folder on another disk of this PC that gets a copy of each backup.'),
  profileFile: z
    .string()
    .min(1)
    .max(1000)
    .describe('Path of a destination profile (JSON), which becomes the destination at each start.'),
  caFile: z
    .string()
    .min(1)
    .max(1000)
    .describe(
      "Path of a PEM file with the company's own CA: trusted for every connection besides the public ones.",
    ),
  clientCertificateFile: z
    .string()
    .min(1)
    .max(1000)
    .describe(
      'Path of a client certificate with its key (PKCS#12 or PEM), taken into the database once; then delete the file.',
    ),
  clientCertificatePassphraseFile: z
    .string()
    .min(1)
    .max(1000)
    .describe('Path of a text file with the passphrase of that certificate; delete it as well.'),
  updateFeed: z
    .string()
    .max(1000)
    .regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/[\w.~!$&'()*+,;=:@%/-]*$/)
    .describe(
      'https address of a latest.yml or of {"version": "1.2.3"}: a newer version is told, never installed.',
    ),
} as const;

export type ManagedKey = keyof typeof managedKeys;

/** The values of one source that are valid, or all that hold together. */
export type ManagedValues = { readonly [K in ManagedKey]?: z.infer<(typeof managedKeys)[K]> };

/** In order of precedence: a policy wins over the file. */
export const managedSources: readonly ManagedSource[] = ['policy', 'file'];

export type ManagedSource = ManagedProblem['source'];

/** Sorts the values of a source into valid ones and problems. */
export function readValues(
  source: ManagedSource,
  raw: Readonly<Record<string, unknown>>,
): { readonly values: ManagedValues; readonly problems: readonly ManagedProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: ManagedProblem[] = [];
  for (const [key, value] of Object.entries(raw)) {
    const schema = Object.hasOwn(managedKeys, key) ? managedKeys[key as ManagedKey] : null;
    const parsed = schema?.safeParse(value);
    if (parsed?.success) values[key] = parsed.data;
    else problems.push({ source, key: nameable(key), rule: schema ? 'invalid' : 'unknownKey' });
  }
  return { values: values as ManagedValues, problems };
}

/** A key that IT mistyped is shown, but what is no name at all is not repeated. */
function nameable(key: string): string {
  return /^[\w.-]{1,60}$/.test(key) ? key : '?';
}

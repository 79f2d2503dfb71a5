import { z } from 'zod';
import type { AppParts, Handlers } from '../app-parts.ts';
import { readGrowthReference, referenceMonths } from '../clinical/growth-file.ts';
import { type GrowthReferenceView, growthReferenceViewSchema } from '../contract/growth.ts';
import { fail, ok } from '../contract/result.ts';

const key = 'growthReference';

const storedSchema = growthReferenceViewSchema
  .pick({ fileName: true, version: true, sha256: true, installedAt: true, installedBy: true })
  .extend({ text: z.string() });

/** SHA-256 of the BMI-for-age table that WHO published in 2007 (docs/hl7.md): a file that has it needs no other name. */
const published: Readonly<Record<string, string>> = {
  '70ef3260df08e48ce560c28cff4e733db78fb952cbd881eba63c9d3a15f38a6a': 'WHO 2007, BMI-for-age, 5-19 years',
};

/**
 * The growth reference that IT installs, because none may be shipped: read row by row before it is stored, kept in the
 * database with its checksum, handed to the window so that the form computes z-scores while the nurse types.
 */
export function growthHandlers({
  settings,
  clock,
  crypto,
}: Pick<AppParts, 'settings' | 'clock' | 'crypto'>): Pick<
  Handlers,
  'growth.reference' | 'growth.install' | 'growth.remove'
> {
  return {
    'growth.reference': () => {
      const stored = settings.value(key);
      const parsed = stored === null ? null : storedSchema.safeParse(JSON.parse(stored));
      return ok(parsed?.success ? view(parsed.data) : null);
    },

    'growth.install': ({ fileName, version, text }, caller) => {
      const read = readGrowthReference(text);
      if (!read.ok) {
        const { code, ...where } = read.fault;
        return fail('BAD_INPUT', 'This file is not a growth reference. Look at the row that is named.', [
          { path: 'text', rule: `reference_${code}`, params: where },
        ]);
      }
      const sha256 = hex(crypto.sha256(new TextEncoder().encode(text)));
      const name = version || published[sha256];
      if (!name) return fail('BAD_INPUT', 'Say which table this is.', [{ path: 'version', rule: 'missing' }]);
      const at = clock.nowMs();
      const stored = {
        fileName,
        version: published[sha256] ?? name,
        sha256,
        installedAt: at,
        installedBy: caller.signedIn?.name ?? '',
        text,
      };
      settings.setAudited(key, JSON.stringify(stored), {
        at,
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'growth.install',
        subject: 'growthReference',
        outcome: 'ok',
        detail: `sha256=${sha256}`,
      });
      const shown = view(stored);
      if (!shown) throw new Error('a reference that was just read cannot be read');
      return ok(shown);
    },

    'growth.remove': (_nothing, caller) => {
      if (settings.value(key) === null) return fail('NOT_FOUND', 'No reference is installed.');
      settings.setAudited(key, null, {
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'growth.remove',
        subject: 'growthReference',
        outcome: 'ok',
        detail: '',
      });
      return ok({});
    },
  };
}

/** Null for a stored file that this version cannot read any more. */
function view({ text, ...stored }: z.infer<typeof storedSchema>): GrowthReferenceView | null {
  const read = readGrowthReference(text);
  if (!read.ok) return null;
  const { M, F } = read.reference;
  const months = referenceMonths(read.reference);
  return {
    ...stored,
    recognized: stored.sha256 in published,
    fromMonths: months.from,
    toMonths: months.to,
    reference: { M: [...M], F: [...F] },
  };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CertificateFacts } from '../../core/contract/destination.ts';
import type { SettingsStore } from '../../core/host/stores.ts';
import { certificateFacts } from '../../core/transport/client-certificate.ts';

/** The company's own certificates: what TLS trusts, and what people see of them. */
export interface CompanyCa {
  readonly pem: string;
  readonly certificates: readonly CertificateFacts[];
}

/** In the database: a share that is away for a morning must not stop a clinic from sending. */
const lastGoodKey = 'companyCaPem';

/**
 * The certificates in IT's file. One that cannot be read, or holds none, is told (`ok: false`), and what it said last stays in
 * force; without a file nothing of the company's is trusted any more.
 */
export function readCompanyCa(
  settings: Pick<SettingsStore, 'value' | 'setValue'>,
  file: string | undefined,
): { readonly ok: boolean; readonly ca: CompanyCa | null } {
  if (file === undefined) {
    if (settings.value(lastGoodKey)) settings.setValue(lastGoodKey, '');
    return { ok: true, ca: null };
  }
  const read = parseCompanyCa(textOf(file));
  if (!read) return { ok: false, ca: parseCompanyCa(settings.value(lastGoodKey) ?? '') };
  if (settings.value(lastGoodKey) !== read.pem) settings.setValue(lastGoodKey, read.pem);
  return { ok: true, ca: read };
}

/** Every certificate of a PEM text; null where there is none, or one that is none. */
export function parseCompanyCa(text: string): CompanyCa | null {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return null;
  try {
    const certificates = blocks.map((block) => certificateFacts(new X509Certificate(block)));
    return { pem: blocks.join('\n'), certificates };
  } catch {
    return null;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

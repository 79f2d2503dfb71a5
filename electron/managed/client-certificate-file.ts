import { readFileSync } from 'node:fs';
import type { AppParts } from '../../core/app-parts.ts';
import type { CertificateFault, CertificateFiles } from '../../core/contract/destination.ts';
import {
  clientCertificateOf,
  keepClientCertificate,
  type ReadCertificate,
} from '../../core/destinations/client-certificates.ts';
import { readClientCertificate } from '../../core/transport/client-certificate.ts';

/**
 * Takes IT's client certificate into the database, for the first destination. The files may be deleted once that has happened,
 * and should be: what is kept stays. False where there is nothing to use, neither in the file nor from before.
 */
export function importClientCertificate(
  { destinations, settings, clock }: Pick<AppParts, 'destinations' | 'settings' | 'clock'>,
  file: string,
  passphraseFile: string | undefined,
): boolean {
  const [first] = destinations.list();
  if (!first) return false;
  const kept = clientCertificateOf(settings, first.id);
  const read = readClientCertificateFile(file, passphraseFile);
  if (!read.ok) return read.fault === 'fileUnreadable' && kept !== null;
  if (kept?.facts.sha256 !== read.facts.sha256) {
    keepClientCertificate(settings, first.id, read, 'system', clock.nowMs());
  }
  return true;
}

export type CertificateFileRead =
  | Extract<ReadCertificate, { ok: true }>
  | { readonly ok: false; readonly fault: CertificateFault | 'fileUnreadable' | 'passphraseUnreadable' };

/** Opens IT's client certificate with the passphrase of its file; the fault is a code and repeats nothing of either. */
export function readClientCertificateFile(
  file: string,
  passphraseFile: string | undefined,
): CertificateFileRead {
  const bytes = bytesOf(file);
  if (!bytes) return { ok: false, fault: 'fileUnreadable' };
  const passphrase = passphraseFile === undefined ? null : bytesOf(passphraseFile);
  const read = readClientCertificate(
    filesOf(bytes, passphrase?.toString('utf8').replace(/^\ufeff|\r?\n$/g, '') ?? ''),
  );
  const unread = passphraseFile !== undefined && passphrase === null;
  // A certificate without a passphrase opens all the same.
  return !read.ok && read.fault === 'wrongPassphrase' && unread
    ? { ok: false, fault: 'passphraseUnreadable' }
    : read;
}

/** PEM with certificate and key one after the other, or PKCS#12. */
function filesOf(bytes: Buffer, passphrase: string): CertificateFiles {
  const text = bytes.toString('latin1');
  return text.includes('-----BEGIN ')
    ? { kind: 'pem', certificatePem: text, keyPem: text, passphrase }
    : { kind: 'pkcs12', base64: bytes.toString('base64'), passphrase };
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

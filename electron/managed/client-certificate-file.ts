import { readFileSync } from 'node:fs';
import type { AppParts } from '../../core/app-parts.ts';
import type { CertificateFiles } from '../../core/contract/destination.ts';
import { clientCertificateOf, keepClientCertificate } from '../../core/destinations/client-certificates.ts';
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
  const bytes = bytesOf(file);
  if (!bytes) return kept !== null;
  const passphrase = passphraseFile === undefined ? null : bytesOf(passphraseFile);
  const read = readClientCertificate(
    filesOf(bytes, passphrase?.toString('utf8').replace(/^\ufeff|\r?\n$/g, '') ?? ''),
  );
  if (!read.ok) return false;
  if (kept?.facts.sha256 !== read.facts.sha256) {
    keepClientCertificate(settings, first.id, read, 'system', clock.nowMs());
  }
  return true;
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

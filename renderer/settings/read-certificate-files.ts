import type { CertificateFiles } from '../../core/contract/destination.ts';

/** A certificate with its key is a few kilobytes; so much is certainly no certificate. */
const maxBytes = 100_000;

/**
 * What was chosen, as main takes it: one PKCS#12 file, or PEM texts in one file or two, whichever holds which. Null where it can
 * be neither.
 */
export async function readCertificateFiles(
  files: readonly File[],
  passphrase: string,
): Promise<CertificateFiles | null> {
  if (files.length === 0 || files.length > 2 || files.some(({ size }) => size === 0 || size > maxBytes))
    return null;
  const contents = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  const texts = contents.map((bytes) => new TextDecoder().decode(bytes));
  if (texts.every((text) => text.includes('-----BEGIN '))) {
    const certificatePem = texts.filter((text) => text.includes('BEGIN CERTIFICATE')).join('\n');
    const keyPem = texts.filter((text) => text.includes('PRIVATE KEY')).join('\n');
    return { kind: 'pem', certificatePem, keyPem, passphrase };
  }
  const [only] = contents;
  if (!only || contents.length > 1) return null;
  return { kind: 'pkcs12', base64: base64Of(only), passphrase };
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

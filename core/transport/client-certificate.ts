import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { CertificateFacts, CertificateFault, CertificateFiles } from '../contract/destination.ts';
import type { ClientCertificate } from '../delivery/ports.ts';
import type { ReadCertificate } from '../destinations/client-certificates.ts';
import { identityOf } from './connect.ts';

/**
 * Opens the files with the passphrase, checks that key and certificate belong together in the TLS of this very runtime, and
 * says whose the certificate is and how long it is valid. A key from PEM is kept without its passphrase: what keeps it is the
 * encrypted database. Never throws, and no fault repeats anything of the files.
 */
export function readClientCertificate(files: CertificateFiles): ReadCertificate {
  if (files.kind === 'pkcs12') {
    const { base64, passphrase } = files;
    return checked({ kind: 'pkcs12', base64, passphrase });
  }
  const { certificatePem, passphrase } = files;
  if (!parses(() => new X509Certificate(certificatePem))) return { ok: false, fault: 'notACertificate' };
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(files.keyPem)) return { ok: false, fault: 'notAKey' };
  try {
    const key = createPrivateKey({ key: files.keyPem, format: 'pem', passphrase });
    const keyPem = String(key.export({ type: 'pkcs8', format: 'pem' }));
    return checked({ kind: 'pem', certificatePem, keyPem });
  } catch {
    const encrypted = /ENCRYPTED/.test(files.keyPem);
    return { ok: false, fault: encrypted ? 'wrongPassphrase' : 'notAKey' };
  }
}

function checked(certificate: ClientCertificate): ReadCertificate {
  try {
    const x509 = ownCertificate(certificate);
    if (!x509) return { ok: false, fault: 'notAKey' };
    return { ok: true, certificate, facts: certificateFacts(x509) };
  } catch (error) {
    return { ok: false, fault: faultOf(error, certificate) };
  }
}

/** OpenSSL says "mac verify failure" in words alone, BoringSSL `INCORRECT_PASSWORD`; both call the mismatch by the same name. */
function faultOf(error: unknown, { kind }: ClientCertificate): CertificateFault {
  const text = error instanceof Error ? error.message : '';
  if (/mac verify|INCORRECT_PASSWORD/i.test(text)) return 'wrongPassphrase';
  if (/key values mismatch|KEY_VALUES_MISMATCH/i.test(text)) return 'keyDoesNotFit';
  return kind === 'pkcs12' ? 'notACertificate' : 'keyDoesNotFit';
}

/** The certificate as TLS would show it, without a connection; undefined where there is none. */
function ownCertificate(certificate: ClientCertificate): X509Certificate | undefined {
  const secureContext = createSecureContext(identityOf(certificate));
  const socket = new TLSSocket(new Socket(), { secureContext, isServer: true });
  try {
    return socket.getX509Certificate();
  } finally {
    socket.destroy();
  }
}

/** What people may be told of a certificate. */
export function certificateFacts(x509: X509Certificate): CertificateFacts {
  return {
    subject: commonName(x509.subject),
    issuer: commonName(x509.issuer),
    validFrom: Date.parse(x509.validFrom),
    validTo: Date.parse(x509.validTo),
    sha256: x509.fingerprint256,
  };
}

/** What the connection test says of our own certificate; empty for one that cannot be read any more. */
export function describeOwnCertificate(certificate: ClientCertificate): string {
  const read = checked(certificate);
  if (!read.ok) return '';
  const { subject, issuer, validTo } = read.facts;
  return `${subject}, issued by ${issuer}, valid to ${new Date(validTo).toISOString().slice(0, 10)}`;
}

function commonName(name: string): string {
  const lines = name.split('\n');
  return (lines.find((line) => line.startsWith('CN=')) ?? lines[0] ?? '').replace(/^\w+=/, '').slice(0, 200);
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

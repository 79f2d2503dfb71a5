import type { ConnectFault } from '../delivery/ports.ts';

const expired = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

const wrongName = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']);

/** OpenSSL's verdicts on a chain that is no reason to trust the server. */
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
]);

const noRoute = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL']);

/**
 * Alerts about a certificate that reach a client can be about its own alone: the receiver asked for one and got none, or does
 * not accept it (RFC 8446, 6.2). OpenSSL and BoringSSL write the version before the alert differently.
 */
const ownCertificate =
  /_ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|CERTIFICATE_REQUIRED|UNKNOWN_CA|ACCESS_DENIED)$/;

/** Sorts Node's error code into what a person must do about it; an unknown code counts as a TLS fault or a reset. */
export function faultOfCode(code: string): ConnectFault {
  if (code === 'ENOTFOUND' || code === 'ENODATA' || code.startsWith('EAI_')) return { kind: 'dns', code };
  if (code === 'ECONNREFUSED') return { kind: 'refused', code };
  if (code === 'ETIMEDOUT' || code === 'TLS_HANDSHAKE_TIMEOUT') return { kind: 'timeout', code };
  if (noRoute.has(code)) return { kind: 'noRoute', code };
  if (wrongName.has(code)) return { kind: 'tlsName', code };
  if (expired.has(code)) return { kind: 'tlsExpired', code };
  if (untrusted.has(code)) return { kind: 'tlsUntrusted', code };
  if (ownCertificate.test(code)) return { kind: 'tlsClientCertificate', code };
  if (/^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|EPROTO)/.test(code)) return { kind: 'tlsOther', code };
  return { kind: 'reset', code };
}

/** The code of whatever a socket threw or emitted; for several addresses (happy eyeballs) that of the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'UNKNOWN';
}

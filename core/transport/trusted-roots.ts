import * as tls from 'node:tls';

let cached: readonly string[] | undefined;

/**
 * The certificates a server's chain may end in: Node's own list, and the system's where the runtime can read it (Node
 * 22.15 and newer), so that a company CA rolled out by the clinic's IT works without a setting. Read once.
 */
export function trustedRoots(): readonly string[] {
  cached ??= readRoots();
  return cached;
}

function readRoots(): readonly string[] {
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}

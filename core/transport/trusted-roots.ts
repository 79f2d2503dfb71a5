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
  return [...new Set([...tls.getCACertificates('default'), ...systemRoots()])];
}

/** A store that cannot be read takes nothing away: a receiver that only it vouches for is then refused, and that is told. */
function systemRoots(): readonly string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}

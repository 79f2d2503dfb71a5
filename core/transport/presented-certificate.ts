import { isIP, type Socket } from 'node:net';
import { type DetailedPeerCertificate, type PeerCertificate, connect as tlsConnect } from 'node:tls';
import type { Clock } from '../host/ports.ts';

/** What a server shows of itself, whether or not it can be trusted. */
export interface PresentedCertificate {
  /** Who signed it: for an intercepting filter, the filter's own name. */
  readonly issuer: string;
  readonly subject: string;
  /** As the certificate writes it, such as `Feb  1 00:00:00 2020 GMT`. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Subjects from the server up to the root, as far as they are known. */
  readonly chain: readonly string[];
}

/** The parts of a certificate that a person needs. */
export function describeCertificate(certificate: DetailedPeerCertificate): PresentedCertificate {
  return {
    issuer: nameOf(certificate.issuer),
    subject: nameOf(certificate.subject),
    validFrom: certificate.valid_from,
    validTo: certificate.valid_to,
    chain: chainOf(certificate),
  };
}

/** A root names itself as its issuer; a chain of strangers is cut where it becomes absurd. */
function chainOf(leaf: DetailedPeerCertificate): readonly string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  let at: DetailedPeerCertificate | undefined = leaf;
  while (at?.fingerprint256 && !seen.has(at.fingerprint256) && names.length < 10) {
    seen.add(at.fingerprint256);
    names.push(nameOf(at.subject));
    at = at.issuerCertificate;
  }
  return names;
}

/**
 * Looks at the certificate of a server that was just found not to be trusted, on a connection or tunnel of its own, so that IT
 * can be told whose it is. Null when the server shows none in time.
 */
export function readUntrustedCertificate(
  over: Socket,
  host: string,
  timeoutMs: number,
  clock: Clock,
): Promise<PresentedCertificate | null> {
  return new Promise((resolve) => {
    const socket = tlsConnect({
      socket: over,
      host,
      ...(isIP(host) ? {} : { servername: host }),
      minVersion: 'TLSv1.2',
      // The one place where a chain is not checked: this connection carries no byte of ours and ends after the look.
      rejectUnauthorized: false,
    });
    const finish = (found: PresentedCertificate | null) => {
      cancel();
      socket.destroy();
      over.destroy();
      resolve(found);
    };
    const cancel = clock.after(timeoutMs, () => finish(null));
    socket.on('error', () => finish(null));
    socket.once('secureConnect', () => finish(describeCertificate(socket.getPeerCertificate(true))));
  });
}

function nameOf(name: PeerCertificate['issuer'] | undefined): string {
  const parts: readonly unknown[] = [name?.CN, name?.O];
  return parts.flat().filter(Boolean).map(String).join(', ');
}

import type { AppParts, Handlers } from '../app-parts.ts';
import {
  type CertificateFacts,
  type CertificateFault,
  certificateFactsSchema,
} from '../contract/destination.ts';
import { fail, ok } from '../contract/result.ts';
import type { ClientCertificate } from '../delivery/ports.ts';
import { destinationView } from './destinations.ts';

/** A client certificate as it is kept: the secret, and what may be told of it. */
export interface StoredCertificate {
  readonly certificate: ClientCertificate;
  readonly facts: CertificateFacts;
}

export type ReadCertificate =
  | ({ readonly ok: true } & StoredCertificate)
  | { readonly ok: false; readonly fault: CertificateFault };

type Settings = Pick<AppParts['settings'], 'value'>;

/** The client certificate of a destination, for the transport; for people its `facts` alone. Null where none is set. */
export function clientCertificateOf(settings: Settings, destinationId: string): StoredCertificate | null {
  const stored = settings.value(keyOf(destinationId));
  return stored === null ? null : (JSON.parse(stored) as StoredCertificate);
}

/** Keeps or (null) forgets it, in one transaction with its audit row: fingerprint and end, never the key. */
export function keepClientCertificate(
  settings: Pick<AppParts['settings'], 'setAudited'>,
  destinationId: string,
  stored: StoredCertificate | null,
  actor: string,
  at: number,
): void {
  const facts = stored && certificateFactsSchema.parse(stored.facts);
  settings.setAudited(
    keyOf(destinationId),
    stored && JSON.stringify({ certificate: stored.certificate, facts }),
    {
      at,
      actor,
      action: stored ? 'destination.setCertificate' : 'destination.removeCertificate',
      subject: destinationId,
      outcome: 'ok',
      detail: facts
        ? `sha256=${facts.sha256.replaceAll(':', '').slice(0, 16)} validTo=${new Date(facts.validTo).toISOString()}`
        : '',
    },
  );
}

/** Setting and removing a client certificate: files go in, facts come out. */
export function clientCertificateHandlers(
  parts: Pick<AppParts, 'destinations' | 'settings' | 'clock' | 'readCertificate'>,
  configured: (destinationId: string) => void,
): Pick<Handlers, 'destination.setCertificate' | 'destination.removeCertificate'> {
  const { destinations, settings, clock } = parts;
  const unknown = () => fail('NOT_FOUND', 'This destination does not exist.');
  return {
    'destination.setCertificate': ({ id, files }, caller) => {
      const destination = destinations.get(id);
      if (!destination) return unknown();
      const read = parts.readCertificate(files);
      if (!read.ok) {
        const fields = [{ path: 'certificate', rule: read.fault }];
        return fail('BAD_CERTIFICATE', 'This is not a client certificate that can be used.', fields);
      }
      const actor = String(caller.signedIn?.accountId ?? 0);
      keepClientCertificate(settings, id, read, actor, clock.nowMs());
      configured(id);
      return ok(destinationView(parts, destination));
    },

    'destination.removeCertificate': ({ id }, caller) => {
      const destination = destinations.get(id);
      if (!destination) return unknown();
      const actor = String(caller.signedIn?.accountId ?? 0);
      keepClientCertificate(settings, id, null, actor, clock.nowMs());
      configured(id);
      return ok(destinationView(parts, destination));
    },
  };
}

function keyOf(destinationId: string): string {
  return `clientCertificate.${destinationId}`;
}

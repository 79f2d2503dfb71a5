import type { AppParts } from '../app-parts.ts';
import type { Interface } from '../contract/message.ts';
import type { Address, Timeouts } from '../delivery/ports.ts';
import { addressFor, type Profile } from '../malaffi/profile.ts';
import { clientCertificateOf } from './client-certificates.ts';
import { mappingConfirmed } from './mapping-confirmation.ts';

export type ResolveAddress = (profile: Profile, name: Interface, destinationId: string) => Address | null;

/**
 * Where the messages of one interface go, with the secret put into its header. Null when the profile names no address, when
 * it is for live messages and its mapping is not confirmed, or when it names the built-in practice receiver and this host
 * runs none.
 */
export function addressResolver(
  parts: Pick<AppParts, 'destinations' | 'practiceReceiver' | 'settings'>,
): ResolveAddress {
  return (profile, name, destinationId) => {
    const live = mappingConfirmed(parts.settings, destinationId);
    if (profile.processingId === 'P' && !live) return null;
    const address = resolved(parts, profile, name, destinationId);
    return address && { ...address, live };
  };
}

function resolved(
  {
    destinations,
    practiceReceiver,
    settings,
  }: Pick<AppParts, 'destinations' | 'practiceReceiver' | 'settings'>,
  profile: Profile,
  name: Interface,
  destinationId: string,
): Address | null {
  const address = addressFor(profile, name);
  if (!address) return null;
  if (address === 'builtIn') {
    const receiver = practiceReceiver();
    return receiver && { kind: 'mllp', host: receiver.host, port: receiver.port, tls: null };
  }
  if ('folder' in address) return { kind: 'folder', folder: address.folder };
  const own = clientCertificateOf(settings, destinationId);
  const tls = { caPem: profile.caPem ?? null, clientCertificate: own?.certificate ?? null };
  const ends = own ? { certificateEndsAt: own.facts.validTo } : {};
  if ('url' in address) {
    const headers = {
      ...profile.extraHeaders,
      ...authorization(profile, destinations.secret(destinationId)),
    };
    return { kind: 'https', url: address.url, contentType: profile.contentType, headers, tls, ...ends };
  }
  return {
    kind: 'mllp',
    host: address.host,
    port: address.port,
    tls: profile.transport === 'mllps' ? tls : null,
    ...(profile.transport === 'mllps' ? ends : { plainAllowed: profile.allowPlainMllp }),
    ...(profile.mode === 'enhanced' && profile.appAckCode === 'AL' ? { awaitsApplicationAck: true } : {}),
  };
}

/** The profile's three time limits, in milliseconds. */
export function timeoutsOf(profile: Profile): Timeouts {
  return {
    connectMs: profile.connectTimeoutMs,
    ackMs: profile.ackTimeoutMs,
    idleCloseMs: profile.idleCloseMs,
  };
}

function authorization(profile: Profile, secret: string | null): Readonly<Record<string, string>> {
  if (secret === null) return {};
  switch (profile.authStyle) {
    case 'none':
      return {};
    case 'bearer':
      return { Authorization: `Bearer ${secret}` };
    case 'basic':
      return { Authorization: `Basic ${base64(new TextEncoder().encode(secret))}` };
    case 'header':
      return { [profile.authHeaderName]: secret };
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of bytes: `btoa` takes Latin-1 alone, and a password may hold more (RFC 7617 says UTF-8). */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let place = 0; place < 4; place += 1) {
      text += at + place > bytes.length ? '=' : alphabet[(group >> (18 - 6 * place)) & 63];
    }
  }
  return text;
}

import type { Clock } from '../host/ports.ts';
import { isLoopback } from '../malaffi/profile.ts';

/** One way out of this PC; several are tried in this order, as the system's settings say. */
export type Hop =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly host: string; readonly port: number };

export type Hops =
  | { readonly ok: true; readonly hops: readonly Hop[] }
  | {
      readonly ok: false;
      readonly code: 'PROXY_LOOKUP_FAILED' | 'PROXY_LOOKUP_TIMEOUT' | 'PROXY_KIND_UNSUPPORTED';
    };

/** Asks for the way to an https address, at most for so long. Never throws. */
export type ProxyLookup = (url: string, withinMs: number) => Promise<Hops>;

/** What the system says of a URL, as browsers write it: `PROXY host:port; DIRECT`. A port of the host (Electron's session). */
export type SystemProxy = (url: string) => Promise<string>;

const direct: Hops = { ok: true, hops: [{ kind: 'direct' }] };

/** No proxy anywhere: MLLP, and hosts that know none. */
export const noProxy: ProxyLookup = async () => direct;

/**
 * The way to an https address by the setting `proxy`: `none`, the URL of a proxy, or `system`, which the host is asked for; a
 * host that cannot tell goes direct. This machine itself is never reached through a proxy.
 */
export function createProxyLookup(
  setting: () => string,
  systemProxy: SystemProxy | null,
  clock: Clock,
): ProxyLookup {
  return async (url, withinMs) => {
    const chosen = setting();
    if (chosen === 'none' || isLoopback(new URL(url).hostname)) return direct;
    if (chosen !== 'system') return proxyOf(chosen);
    if (!systemProxy) return direct;
    let cancel = () => {};
    const late = new Promise<null>((resolve) => {
      cancel = clock.after(withinMs, () => resolve(null));
    });
    try {
      const answer = await Promise.race([systemProxy(url), late]);
      return answer === null ? { ok: false, code: 'PROXY_LOOKUP_TIMEOUT' } : readProxyList(answer);
    } catch {
      return { ok: false, code: 'PROXY_LOOKUP_FAILED' };
    } finally {
      cancel();
    }
  };
}

function proxyOf(url: string): Hops {
  if (!URL.canParse(url)) return { ok: false, code: 'PROXY_LOOKUP_FAILED' };
  const { hostname, port } = new URL(url);
  return { ok: true, hops: [{ kind: 'proxy', host: bare(hostname), port: Number(port || 80) }] };
}

/**
 * The usable entries of a list as PAC scripts answer it, in order. Proxies that are themselves spoken to over TLS (`HTTPS`) or
 * SOCKS are left out; a list of nothing else is refused, never passed by.
 */
export function readProxyList(list: string): Hops {
  const entries = list
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return direct;
  const hops = entries.flatMap((entry): readonly Hop[] => {
    if (/^DIRECT$/i.test(entry)) return [{ kind: 'direct' }];
    const match = /^PROXY\s+(.+?)(?::(\d{1,5}))?$/i.exec(entry);
    return match?.[1] ? [{ kind: 'proxy', host: bare(match[1]), port: Number(match[2] ?? 80) }] : [];
  });
  return hops.length > 0 ? { ok: true, hops } : { ok: false, code: 'PROXY_KIND_UNSUPPORTED' };
}

/** An IPv6 address without its brackets, as sockets want it. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

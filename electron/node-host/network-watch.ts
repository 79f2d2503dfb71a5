import { networkInterfaces } from 'node:os';
import type { Cancel } from '../../core/host/ports.ts';

const periodMs = 5000;

/**
 * Calls back when the machine's addresses change: a cable, Wi-Fi or VPN came or went. Polled, because Node has no event for
 * it. It may wake the drainer and gates nothing.
 */
export function watchNetwork(onChange: () => void): Cancel {
  let before = fingerprint();
  const timer = setInterval(() => {
    const now = fingerprint();
    if (now === before) return;
    before = now;
    onChange();
  }, periodMs);
  timer.unref();
  return () => clearInterval(timer);
}

function fingerprint(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, addresses]) => (addresses ?? []).map(({ address }) => `${name} ${address}`))
    .sort()
    .join('\n');
}

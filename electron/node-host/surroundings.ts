import type { SettingsStore } from '../../core/host/stores.ts';
import { createProxyLookup, type SystemProxy } from '../../core/transport/proxy-lookup.ts';
import type { Surroundings } from '../../core/transport/reach.ts';
import { systemClock } from '../../core/transport/system-clock.ts';

/** What lies around every connection of this PC: the company's own CA, and the way out that the settings name. */
export function surroundingsOf(
  companyCaPem: string | null,
  settings: Pick<SettingsStore, 'get'>,
  systemProxy: SystemProxy | undefined,
): Surroundings {
  return {
    companyCaPem: () => companyCaPem,
    proxyFor: createProxyLookup(() => settings.get().proxy, systemProxy ?? null, systemClock),
  };
}

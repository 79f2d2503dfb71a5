import type { AppParts } from '../../core/app-parts.ts';
import { addressResolver } from '../../core/destinations/address.ts';
import { badProfileSentence, testEachAddress } from '../../core/destinations/destinations.ts';
import { createControlIds } from '../../core/malaffi/control-id.ts';
import { parseProfile } from '../../core/malaffi/profile.ts';
import { testConnection } from '../../core/transport/doctor.ts';
import { systemClock } from '../../core/transport/system-clock.ts';
import { applyManaged } from '../managed/apply-managed.ts';
import { surroundingsOf } from '../node-host/surroundings.ts';
import { chooseDestination } from './choose-destination.ts';
import type { Outcome } from './exit-codes.ts';
import { managedSettingsOf, type Site, withStores } from './site.ts';

/**
 * Tries a destination step by step, from this process and account, with the stored key. Never sends patient data; a ping goes out
 * only where the profile names one.
 */
export function tryConnection(site: Site, named: string | null): Promise<Outcome> {
  return withStores(site, false, async (stores) => {
    const chosen = chooseDestination(stores.destinations, named);
    if (!chosen.ok) return chosen.outcome;
    const { id, name, profile } = chosen.destination;
    const parsed = parseProfile(profile);
    if (!parsed.ok) return { reason: 'CONFIG_INVALID', message: badProfileSentence(parsed.errors) };
    if (parsed.profile.address === 'builtIn')
      return {
        reason: 'BAD_INPUT',
        message: `${name} is the built-in practice receiver, which runs inside the application alone.`,
      };
    // What a ping is numbered by need not be this installation's: nobody keeps it.
    const newControlId = createControlIds({ ...stores, random: Math.random, station: 'TEST' });
    const resolve = addressResolver({ ...stores, practiceReceiver: () => null });
    const surroundings = surroundingsHere(site, stores);
    const parts: Pick<AppParts, 'clock' | 'testConnection'> = {
      clock: stores.clock,
      testConnection: (address, timeouts, ping) =>
        testConnection(address, timeouts, ping, systemClock, surroundings),
    };
    const steps = await testEachAddress(parts, parsed.profile, resolve, newControlId, id);
    const failed = steps.find(({ ok }) => !ok);
    const found = { destination: { id, name }, steps };
    return failed
      ? {
          reason: 'CONNECTION_FAILED',
          message: `The step "${failed.step}" failed (${failed.problem ?? 'UNKNOWN'}).`,
          found,
        }
      : { reason: 'OK', message: `${steps.length} steps worked.`, found };
  });
}

/** As the application has them, without remembering anything. */
function surroundingsHere(site: Site, { settings, destinations, clock }: Parameters<typeof applyManaged>[0]) {
  const looking = { ...settings, setValue() {} };
  const applied = applyManaged(
    { settings: looking, destinations, clock },
    managedSettingsOf(site),
    'notNeeded',
  );
  return surroundingsOf(applied.companyCaPem, applied.settings, site.systemProxy);
}

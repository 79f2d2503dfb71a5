import { parseProfile } from '../../core/malaffi/profile.ts';
import { chooseDestination } from './choose-destination.ts';
import type { Outcome } from './exit-codes.ts';
import { commandActor, type Site, withStores } from './site.ts';
import { readSecret } from './standard-input.ts';

/** Takes a destination's key from standard input into the encrypted database; the running application uses it at once. */
export async function importSecret(site: Site, named: string | null): Promise<Outcome> {
  const read = readSecret();
  if (!read.ok) return { reason: 'BAD_INPUT', message: read.sentence };
  return withStores(site, true, ({ destinations, clock }) => {
    const chosen = chooseDestination(destinations, named);
    if (!chosen.ok) return chosen.outcome;
    const { id, name, profile } = chosen.destination;
    destinations.save(id, name, profile, read.secret, commandActor, clock.nowMs(), 'by=commandLine');
    const parsed = parseProfile(profile);
    const used = parsed.ok && parsed.profile.authStyle !== 'none';
    const unused = ' Its profile does not use it yet: "authStyle" is "none".';
    return {
      reason: 'OK',
      message: `The secret of ${name} is stored.${used ? '' : unused}`,
      found: { destination: { id, name }, used },
    };
  });
}

import type { AppParts } from '../app-parts.ts';
import { parseProfile } from '../malaffi/profile.ts';

/** Messages a second of the slowest destination that is on; 0 when none sets a limit. */
export function slowestPace({ destinations }: Pick<AppParts, 'destinations'>): number {
  const paces = destinations
    .list()
    .filter(({ enabled }) => enabled)
    .flatMap(({ profile }) => {
      const parsed = parseProfile(profile);
      return parsed.ok ? [parsed.profile.messagesPerSecond] : [];
    })
    .filter((pace) => pace > 0);
  return paces.length === 0 ? 0 : Math.min(...paces);
}

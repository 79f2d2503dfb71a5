import { readFileSync } from 'node:fs';
import type { AppParts } from '../core/app-parts.ts';
import { badProfileSentence, plainChange } from '../core/destinations/destinations.ts';
import { parseProfile } from '../core/malaffi/profile.ts';

/** Why a data folder must not be sent from here: it was used for live messages. Null when it was not. */
export function liveDestination({ destinations }: Pick<AppParts, 'destinations'>): string | null {
  const live = destinations
    .list()
    .some(({ profile }) => (profile as { processingId?: string }).processingId === 'P');
  return live ? 'This data folder has a live destination. The preview host sends test messages only.' : null;
}

/**
 * Makes the profile in `file` the destination, before the application starts: the first one is replaced, or made. Returns
 * what is wrong in one sentence, or null. `testOnly` refuses a profile for live messages (MSH-11 `P`). Without it one is taken
 * although nobody has confirmed the mapping: there must be a destination to confirm. Until then nothing is built or sent for it.
 */
export function applyProfileFile(
  { destinations, clock }: Pick<AppParts, 'destinations' | 'clock'>,
  file: string,
  testOnly: boolean,
): string | null {
  const text = read(file);
  if (text === null) return `The profile ${file} cannot be read. Check the path.`;
  const parsed = parseProfile(text);
  if (!parsed.ok) return badProfileSentence(parsed.errors);
  const { profile } = parsed;
  if (testOnly && profile.processingId === 'P') {
    return 'The preview host sends test messages only. Set "processingId" to "T" or "D" in the profile.';
  }
  const [first] = destinations.list();
  const same = first && JSON.stringify(first.profile) === JSON.stringify(profile);
  if (!same) {
    const plain = plainChange(first ?? null, profile);
    destinations.save(first?.id ?? null, profile.name, profile, undefined, 'system', clock.nowMs(), plain);
  }
  return null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return null;
  }
}

import type { AppParts } from '../app-parts.ts';
import type { StudentView } from '../contract/student.ts';
import { mappingConfirmed } from '../destinations/mapping-confirmation.ts';
import type { StoredDestination } from '../host/stores.ts';
import type { PersonContext } from '../malaffi/adt-person.ts';
import { parseProfile } from '../malaffi/profile.ts';

export type PersonContextFor = (student: StudentView, destination: StoredDestination) => PersonContext | null;

/** Gathers what a message about a student alone is built from; null where the profile cannot be read. */
export function personContextBuilder(
  { clock, settings }: Pick<AppParts, 'clock' | 'settings'>,
  newControlId: () => string,
): PersonContextFor {
  return (student, { id, profile, profileVersion }) => {
    const parsed = parseProfile(profile);
    if (!parsed.ok) return null;
    return {
      student,
      destination: { id, profile: parsed.profile, profileVersion },
      mappingConfirmed: mappingConfirmed(settings, id),
      now: clock.nowMs(),
      newControlId,
    };
  };
}

import type { MessageToStore } from '../assessments/ports.ts';
import type { Segment } from '../hl7/message.ts';
import { adtA40 } from './adt-a40.ts';
import { adtPerson, type PersonContext } from './adt-person.ts';
import { adtA08, adtA11 } from './adt-visit.ts';
import type { BuildContext } from './build-context.ts';
import { buildPlanned } from './build-messages.ts';
import { freeze, refused } from './freeze.ts';
import { parseProfile } from './profile.ts';

/**
 * The messages of moments other than a save. Each gives no message when the profile's event map leaves it out, and never
 * throws for content.
 */

/** Identity, guardian or allergies changed outside of a visit: ADT^A31. */
export function buildPersonChanged(context: PersonContext): readonly MessageToStore[] {
  if (!context.destination.profile.events.A31) return [];
  return [personMessage(context, 'ADT^A31', adtPerson(context, 'A31'))];
}

/** Identity or diagnoses changed while the visit is open: ADT^A08. */
export function buildVisitChanged(context: BuildContext): readonly MessageToStore[] {
  if (!context.destination.profile.events.A08) return [];
  return buildPlanned(context, [{ kind: 'ADT^A08', interface: 'ADT', opensVisit: false, build: adtA08 }]);
}

/** The visit was opened by mistake, said a person: ADT^A11. */
export function buildVisitCancelled(context: BuildContext): readonly MessageToStore[] {
  if (!context.destination.profile.events.A11) return [];
  return buildPlanned(context, [{ kind: 'ADT^A11', interface: 'ADT', opensVisit: false, build: adtA11 }]);
}

/** An admin merged a duplicate into the student of the context: ADT^A40. */
export function buildStudentsMerged(context: PersonContext, mergedNumber: string): readonly MessageToStore[] {
  if (!context.destination.profile.events.A40) return [];
  return [personMessage(context, 'ADT^A40', adtA40(context, mergedNumber))];
}

function personMessage(
  { destination, now, mappingConfirmed }: PersonContext,
  kind: string,
  segments: readonly Segment[],
): MessageToStore {
  const { id, profile, profileVersion } = destination;
  const parsed = parseProfile(profile);
  const live = profile.processingId === 'P' && !mappingConfirmed;
  const frozen = !parsed.ok
    ? refused(`profile.${parsed.errors[0]?.path ?? ''}`)
    : live
      ? refused('profile.mapping')
      : freeze(segments, profile, now);
  return { destinationId: id, profileVersion, kind, interface: 'ADT', opensVisit: false, ...frozen };
}

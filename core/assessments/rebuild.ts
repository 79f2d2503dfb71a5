import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import type { MessageToStore, RebuildCandidate } from './ports.ts';
import type { RebuildMessage } from './rebuild-message.ts';

type Parts = Pick<AppParts, 'assessments' | 'destinations' | 'clock'>;

/** After so many visits the window and the drainer get their turn. */
const visitsAtOnce = 10;

interface Counts {
  rebuilt: number;
  couldNotBuild: number;
  notSentAnyMore: number;
  changedMeanwhile: number;
}

/**
 * Unsent messages of an earlier version of a profile, built again by the present one: each becomes a new linked message with
 * a new control id, and the old one is `superseded`. Asked for by a person who saw the counts. What is in flight is left
 * alone, and what may have been delivered is left out unless the person wants it: the receiver may then have it twice, under
 * two control ids, and the new one says so. One transaction for each visit.
 */
export function rebuildHandlers(
  parts: Parts,
  rebuild: RebuildMessage,
  afterEnqueue: () => void,
): Pick<Handlers, 'message.rebuildPreview' | 'message.rebuild'> {
  const { assessments, destinations, clock } = parts;
  let running = false;
  return {
    'message.rebuildPreview': ({ destinationId }) => {
      const destination = destinations.get(destinationId);
      if (!destination) return fail('NOT_FOUND', 'This destination does not exist.');
      const found = assessments.rebuildable(destinationId, destination.profileVersion);
      const waiting = found.filter(({ state }) => state !== 'sending');
      return ok({
        profileVersion: destination.profileVersion,
        willRebuild: waiting.filter(({ possiblyDelivered }) => !possiblyDelivered).length,
        mayHaveArrived: waiting.filter(({ possiblyDelivered }) => possiblyDelivered).length,
        inFlight: found.length - waiting.length,
      });
    },

    'message.rebuild': async ({ destinationId, profileVersion, includePossiblyDelivered }, caller) => {
      const destination = destinations.get(destinationId);
      if (!destination || !caller.signedIn) return fail('NOT_FOUND', 'This destination does not exist.');
      if (destination.profileVersion !== profileVersion) {
        return fail('CONFLICT', 'The profile was changed again. Look at the counts again.');
      }
      if (running) return fail('BUSY', 'Messages are being rebuilt already. Wait until that is done.');
      running = true;
      try {
        const found = assessments
          .rebuildable(destinationId, profileVersion)
          .filter(({ state }) => state !== 'sending')
          .filter(({ possiblyDelivered }) => includePossiblyDelivered || !possiblyDelivered);
        const counts: Counts = { rebuilt: 0, couldNotBuild: 0, notSentAnyMore: 0, changedMeanwhile: 0 };
        for (const [index, visit] of byVisit(found).entries()) {
          // A profile that changes while this runs ends it: the rest is offered again, by the newest version.
          if (destinations.get(destinationId)?.profileVersion !== profileVersion) break;
          rebuildVisit(parts, rebuild, visit, includePossiblyDelivered, caller.signedIn, counts);
          if (index % visitsAtOnce === visitsAtOnce - 1) {
            afterEnqueue();
            await new Promise<void>((resolve) => {
              clock.after(0, resolve);
            });
          }
        }
        afterEnqueue();
        return ok(counts);
      } finally {
        running = false;
      }
    },
  };
}

function rebuildVisit(
  { assessments, clock }: Parts,
  rebuild: RebuildMessage,
  visit: readonly RebuildCandidate[],
  includePossiblyDelivered: boolean,
  who: SignedIn,
  counts: Counts,
): void {
  const replacements: { messageId: number; message: MessageToStore }[] = [];
  for (const { messageId } of visit) {
    const source = assessments.source(messageId);
    const message = source && rebuild(source);
    if (!message) counts.notSentAnyMore += 1;
    else if (!message.built) counts.couldNotBuild += 1;
    else replacements.push({ messageId, message });
  }
  const actor = { accountId: who.accountId, name: who.name };
  const replaced = assessments.rebuild(replacements, includePossiblyDelivered, actor, clock.nowMs());
  counts.rebuilt += replaced.length;
  counts.changedMeanwhile += replacements.length - replaced.length;
}

function byVisit(found: readonly RebuildCandidate[]): readonly (readonly RebuildCandidate[])[] {
  const visits = new Map<number, RebuildCandidate[]>();
  for (const each of found) visits.set(each.visit, [...(visits.get(each.visit) ?? []), each]);
  return [...visits.values()];
}

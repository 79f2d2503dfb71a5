import type { AppParts } from '../app-parts.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { SchoolView } from '../contract/destination.ts';
import type { StudentView } from '../contract/student.ts';
import { mappingConfirmed } from '../destinations/mapping-confirmation.ts';
import { logCode, logId } from '../host/ports.ts';
import type { StoredDestination } from '../host/stores.ts';
import { type BuildContext, buildMessages } from '../malaffi/build-messages.ts';
import { type Profile, parseProfile } from '../malaffi/profile.ts';
import type { MessageToStore } from './ports.ts';

/** What the messages of one visit are built from. */
export interface Visit {
  readonly assessment: Assessment;
  readonly student: StudentView;
  readonly school: SchoolView;
  readonly accountId: number;
  readonly visitNumber: string;
  /** For a message that is built after its save: when that was, and whether this was the student's first visit. */
  readonly built?: { readonly savedAt: number; readonly firstContact: boolean };
}

export type BuildForDestination = (visit: Visit, destination: StoredDestination) => readonly MessageToStore[];

export type ContextForDestination = (visit: Visit, destination: StoredDestination) => BuildContext;

/** Gathers what the messages of a visit are built from, for one destination. */
export function contextBuilder(
  { accounts, clock, settings }: Pick<AppParts, 'accounts' | 'clock' | 'settings'>,
  newControlId: () => string,
): ContextForDestination {
  return (visit, destination) => {
    const account = accounts.byId(visit.accountId);
    const parsed = parseProfile(destination.profile);
    return {
      assessment: visit.assessment,
      student: visit.student,
      school: {
        id: visit.school.id,
        name: visit.school.name,
        facilityLicence: visit.school.facilityLicence,
      },
      clinician: {
        licence: account?.licence ?? null,
        familyName: account?.familyName ?? '',
        givenName: account?.givenName ?? '',
      },
      visitNumber: visit.visitNumber,
      destination: {
        id: destination.id,
        // One that cannot be read makes messages that say so, each with the field.
        profile: parsed.ok ? parsed.profile : (destination.profile as Profile),
        profileVersion: destination.profileVersion,
      },
      mappingConfirmed: mappingConfirmed(settings, destination.id),
      now: clock.nowMs(),
      ...visit.built,
      newControlId,
    };
  };
}

/**
 * Builds a visit's messages for one destination. It never stops a save: a profile that cannot be read, or a fault while
 * building, becomes a message without bytes that says why and is built once the cause is gone.
 */
export function messageBuilder(
  { accounts, clock, log, settings }: Pick<AppParts, 'accounts' | 'clock' | 'log' | 'settings'>,
  newControlId: () => string,
): BuildForDestination {
  const contextFor = contextBuilder({ accounts, clock, settings }, newControlId);
  return (visit, destination) => {
    try {
      return buildMessages(contextFor(visit, destination));
    } catch (error) {
      log.error('message.buildFailed', {
        assessment: logId(visit.assessment.id),
        code: logCode(error instanceof Error ? error.name : 'UNKNOWN'),
      });
      return [
        {
          built: false,
          destinationId: destination.id,
          profileVersion: destination.profileVersion,
          kind: 'ADT^A04',
          interface: 'ADT',
          opensVisit: true,
          problem: 'LOCAL_BUILD',
          field: null,
        },
      ];
    }
  };
}

import type { Assessment } from '../contract/assessment.ts';
import type { StudentView } from '../contract/student.ts';
import type { Profile } from './profile.ts';

/** Everything that goes into the messages of one assessment. Times are epoch milliseconds. */
export interface BuildContext {
  readonly assessment: Assessment;
  readonly student: StudentView;
  readonly school: { readonly id: number; readonly name: string; readonly facilityLicence: string | null };
  readonly clinician: {
    readonly licence: string | null;
    readonly familyName: string;
    readonly givenName: string;
  };
  readonly visitNumber: string;
  readonly destination: {
    readonly id: string;
    readonly profile: Profile;
    readonly profileVersion: number;
  };
  /** Whether live messages (MSH-11 `P`) may be built; absent means no. */
  readonly mappingConfirmed?: boolean;
  /** When the messages are made: MSH-7. */
  readonly now: number;
  /** When the results were released (OBR-22), when that was before `now`: a message that is built again later. */
  readonly savedAt?: number;
  /** Whether the clinic sees the student for the first time; without it, when no visit is on record. */
  readonly firstContact?: boolean;
  readonly newControlId: () => string;
}

/** A context whose licences are known to be there. */
export interface ReadyContext extends BuildContext {
  readonly school: { readonly id: number; readonly name: string; readonly facilityLicence: string };
  readonly clinician: {
    readonly licence: string;
    readonly familyName: string;
    readonly givenName: string;
  };
}

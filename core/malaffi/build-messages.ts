import type { MessageToStore } from '../assessments/ports.ts';
import { type Interface, interfaces } from '../contract/message.ts';
import type { Segment } from '../hl7/message.ts';
import { adtA04 } from './adt-a04.ts';
import { adtPerson } from './adt-person.ts';
import { adtA03 } from './adt-visit.ts';
import type { BuildContext, ReadyContext } from './build-context.ts';
import { diagnosesOf } from './diagnoses.ts';
import { freeze, refused } from './freeze.ts';
import { diagnosticsToSend, oruDiagnostics } from './oru-diagnostics.ts';
import { oruVitals, vitalsToSend } from './oru-vitals.ts';
import { pprMessage, problemEvents } from './ppr.ts';
import { parseProfile, profileSchema } from './profile.ts';
import { practiceProfile } from './profiles/practice.ts';

export type { BuildContext } from './build-context.ts';

/** A message that an assessment calls for, before it is built. `kind` is unique among the messages of one visit. */
export interface Planned {
  readonly kind: string;
  readonly interface: Interface;
  readonly opensVisit: boolean;
  readonly build: (context: ReadyContext) => readonly Segment[];
}

/**
 * The messages of one assessment for one destination, frozen. Never throws for content, because a save must not fail for the
 * messages' sake: what cannot be built comes back as such, with the field that a person must change. `CONFIG` is for the
 * school, the clinician and the profile; `LOCAL_BUILD` for what was entered.
 */
export function buildMessages(context: BuildContext): readonly MessageToStore[] {
  return buildPlanned(context, plan(plannable(context)));
}

/** Builds what was planned, each through the strict check. */
export function buildPlanned(context: BuildContext, planned: readonly Planned[]): readonly MessageToStore[] {
  const missing = missingConfiguration(context);
  const ready = missing === null && isReady(context) ? context : null;
  const { id, profile, profileVersion } = context.destination;
  return planned.map(({ build, ...head }) => ({
    ...head,
    destinationId: id,
    profileVersion,
    ...(ready ? freeze(build(ready), profile, context.now) : refused(missing)),
  }));
}

/** What a saved assessment sends, by the profile's event map: only what was entered in it. Notes close the last result. */
function plan(context: BuildContext): readonly Planned[] {
  const { assessment, student, destination } = context;
  const { events } = destination.profile;
  const { notes, record } = assessment;
  const planned: Planned[] = [];
  const add = (kind: string, build: Planned['build'], opensVisit = false) =>
    planned.push({ kind, interface: interfaceOf(kind), opensVisit, build });

  if (events.A28 && (context.firstContact ?? student.lastVisitAt === null)) {
    add('ADT^A28', (ready) => adtPerson(ready, 'A28'), true);
  }
  if (events.A04) add('ADT^A04', adtA04, true);
  const vitals = events.vitals ? vitalsToSend(context) : [];
  const diagnostics = events.diagnostics ? diagnosticsToSend(context) : [];
  if (vitals.length > 0) {
    const closes = diagnostics.length === 0;
    add('ORU^R01', (ready) => oruVitals(ready, { results: vitals, notes: closes ? notes : '' }));
  }
  if (diagnostics.length > 0) {
    add('ORU^R01 diagnostics', (ready) => oruDiagnostics(ready, { results: diagnostics, notes }));
  }
  if (events.problems) {
    for (const [index, condition] of (record?.conditions ?? []).entries()) {
      const { trigger } = problemEvents[condition.change];
      add(`PPR^${trigger}${index === 0 ? '' : ` ${index + 1}`}`, (ready) =>
        pprMessage(ready, condition, index),
      );
    }
  }
  // Real times only: a visit whose end nobody recorded is not closed.
  if (events.A03 && record?.visitEndedAt !== undefined && diagnosesOf(context).length > 0) {
    add('ADT^A03', adtA03);
  }
  return planned;
}

function interfaceOf(kind: string): Interface {
  return interfaces.find((each) => kind.startsWith(each)) ?? 'ADT';
}

/** A profile that cannot be read plans what the default map would: each message then says what is wrong with it. */
export function plannable(context: BuildContext): BuildContext {
  const { destination } = context;
  if (parseProfile(destination.profile).ok) return context;
  return { ...context, destination: { ...destination, profile: profileSchema.parse(practiceProfile()) } };
}

/** The setting that is missing before anything can be built, as a path; null when all is there. */
export function missingConfiguration(context: BuildContext): string | null {
  const { school, clinician, destination } = context;
  const parsed = parseProfile(destination.profile);
  if (!parsed.ok) return `profile.${parsed.errors[0]?.path ?? ''}`;
  if (parsed.profile.processingId === 'P' && !context.mappingConfirmed) return 'profile.mapping';
  if (!school.facilityLicence?.trim()) return 'school.facilityLicence';
  return clinician.licence?.trim() ? null : 'clinician.licence';
}

function isReady(context: BuildContext): context is ReadyContext {
  return context.school.facilityLicence !== null && context.clinician.licence !== null;
}

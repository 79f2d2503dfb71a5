import type { MessageToStore } from '../assessments/ports.ts';
import type { Interface } from '../contract/message.ts';
import { standardDelimiters } from '../hl7/delimiters.ts';
import { encodeMessage } from '../hl7/encode.ts';
import { type Message, type Segment, textAt } from '../hl7/message.ts';
import { adtA04 } from './adt-a04.ts';
import type { BuildContext, ReadyContext } from './build-context.ts';
import { pathOfFault } from './form-paths.ts';
import { oruVitals, vitalsToSend } from './oru-vitals.ts';
import { parseProfile } from './profile.ts';
import { strictCheck } from './strict-check.ts';

export type { BuildContext } from './build-context.ts';

/** A message that this assessment calls for, before it is built. */
interface Planned {
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
  const missing = missingConfiguration(context);
  const ready = isReady(context) ? context : null;
  return plan(context).map((planned) => {
    const { id, profileVersion } = context.destination;
    const head = {
      destinationId: id,
      profileVersion,
      kind: planned.kind,
      interface: planned.interface,
      opensVisit: planned.opensVisit,
    };
    return { ...head, ...(missing === null && ready ? buildOne(ready, planned) : refused(missing)) };
  });
}

/** The default map of a saved assessment: the visit, then what was measured. Notes close the last of the results. */
function plan(context: BuildContext): readonly Planned[] {
  const { notes } = context.assessment;
  const visit: Planned = { kind: 'ADT^A04', interface: 'ADT', opensVisit: true, build: adtA04 };
  if (vitalsToSend(context).length === 0) return [visit];
  const vitals: Planned = {
    kind: 'ORU^R01',
    interface: 'ORU',
    opensVisit: false,
    build: (ready) => oruVitals(ready, notes),
  };
  return [visit, vitals];
}

/** The setting that is missing before anything can be built, as a path; null when all is there. */
function missingConfiguration({ school, clinician, destination }: BuildContext): string | null {
  const parsed = parseProfile(destination.profile);
  if (!parsed.ok) return `profile.${parsed.errors[0]?.path ?? ''}`;
  if (!school.facilityLicence?.trim()) return 'school.facilityLicence';
  return clinician.licence?.trim() ? null : 'clinician.licence';
}

function isReady(context: BuildContext): context is ReadyContext {
  return context.school.facilityLicence !== null && context.clinician.licence !== null;
}

type Built =
  | { readonly built: true; readonly controlId: string; readonly bytes: Uint8Array }
  | {
      readonly built: false;
      readonly problem: 'CONFIG' | 'LOCAL_BUILD';
      readonly field: string | null;
    };

function buildOne(context: ReadyContext, planned: Planned): Built {
  const { profile } = context.destination;
  const segments = planned.build(context);
  const message: Message = { delimiters: standardDelimiters, segments };
  const bytes = encodeMessage(segments);
  const faults = strictCheck(bytes, profile, context.now);
  if (faults.length === 0) return { built: true, controlId: textAt(message, 'MSH-10'), bytes };
  // What a person can change comes before what only a developer can.
  const fields = faults.map((fault) => pathOfFault(fault, message, profile)).filter((path) => path !== null);
  return refused(fields[0] ?? null);
}

function refused(field: string | null): Built {
  const configured = field !== null && /^(?:profile|school|clinician)\./.test(field);
  return { built: false, problem: configured ? 'CONFIG' : 'LOCAL_BUILD', field };
}

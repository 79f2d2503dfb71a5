import type { Assessment } from '../contract/assessment.ts';
import { segmentOf } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { buildCorrection, correctionOf, type ResultSet, resultSets } from '../malaffi/build-corrections.ts';
import { buildVisitCancelled, buildVisitChanged } from '../malaffi/build-events.ts';
import type { BuildContext } from '../malaffi/build-messages.ts';
import { sentResults } from '../malaffi/sent-results.ts';
import { conditionSteps } from './plan-conditions.ts';
import type { MessageToStore, OutboxStep, StoredMessage, StoredVisit } from './ports.ts';
import { adding, isUnsent, keepOrReplace } from './steps.ts';

/** One visit at one destination, before and after a change by a person. */
export interface VisitPlan {
  readonly visit: StoredVisit;
  /** What the assessment is from now on; null says that it was entered in error. */
  readonly after: Assessment | null;
  readonly studentId: number;
  /** The messages of the visit at this destination, oldest first. */
  readonly stored: readonly StoredMessage[];
  /** With `after`, or with an assessment that holds nothing where that is null. */
  readonly context: BuildContext;
  /** What a save of `after` would send. */
  readonly planned: readonly MessageToStore[];
  /** True where the student changed and not the visit: what was sent stays as it is. */
  readonly unsentOnly: boolean;
}

/** An assessment of which nothing is left, as one that was entered in error. */
export function emptied(assessment: Assessment): Assessment {
  return { ...assessment, measurements: {}, vision: {}, notes: '', record: undefined };
}

/**
 * What a correction, a withdrawal or a changed student does to the messages of a visit. What has not left is replaced in its
 * place or taken out; what the receiver has or may have is corrected (OBX-11 `C`, `W`) by a message behind it; what is on its
 * way right now is corrected after it. Only sets of results in which something changed are sent.
 */
export function planVisit(plan: VisitPlan): readonly OutboxStep[] {
  const { after, stored, planned, unsentOnly } = plan;
  const spoken = [...resultSets.flatMap((set) => resultSteps(plan, set)), ...conditionSteps(plan)];
  if (after === null) {
    // What takes results back goes out within the visit: its opener stays as long as something has to follow it.
    const quiet = spoken.every(({ step }) => step === 'cancel');
    const rest = stored.filter(
      (message) => isUnsent(message) && message.kind.startsWith('ADT') && (quiet || !message.opensVisit),
    );
    return [...spoken, ...rest.map(({ id }): OutboxStep => ({ step: 'cancel', id })), ...cancelVisit(plan)];
  }
  const adt = stored.filter((message) => isUnsent(message) && /^ADT\^A(?:28|04|03)$/.test(message.kind));
  const rebuilt = adt.flatMap((message) => {
    const fresh = planned.find(({ kind }) => kind === message.kind);
    return fresh || !unsentOnly ? keepOrReplace(plan, message, fresh) : [];
  });
  return [...rebuilt, ...spoken, ...closing(plan), ...visitChanged(plan)];
}

function resultSteps(plan: VisitPlan, set: ResultSet): readonly OutboxStep[] {
  const { stored, planned, context, unsentOnly } = plan;
  const chain = stored.filter(({ kind }) => kind === set || kind === correctionOf(set));
  const [first, ...others] = chain.filter(isUnsent);
  const cancels = others.map(({ id }): OutboxStep => ({ step: 'cancel', id }));
  const base = chain.findLast(({ mayHaveArrived, bytes }) => mayHaveArrived && bytes !== null);
  if (!base?.bytes) {
    const fresh = planned.find(({ kind }) => kind === set);
    if (first) return fresh || !unsentOnly ? [...keepOrReplace(plan, first, fresh), ...cancels] : [];
    return fresh && !unsentOnly ? [adding(plan, fresh, null)] : [];
  }
  if (unsentOnly && !first) return [];
  const correction = buildCorrection(context, set, sentResults(base.bytes));
  if (!correction) {
    return chain
      .filter((message) => isUnsent(message) && message !== base)
      .map(({ id }): OutboxStep => ({ step: 'cancel', id }));
  }
  return first
    ? [...keepOrReplace(plan, first, correction), ...cancels]
    : [adding(plan, correction, base.id)];
}

/** A visit whose end was recorded only now is closed now. */
function closing(plan: VisitPlan): readonly OutboxStep[] {
  const close = plan.planned.find(({ kind }) => kind === 'ADT^A03');
  const known = plan.stored.some(({ kind, state }) => kind === 'ADT^A03' && state !== 'cancelled');
  return close && !known && !plan.unsentOnly ? [adding(plan, close, null)] : [];
}

/** ADT^A08 where the receiver has a visit whose start or diagnoses were wrong, and for one that waits already. */
function visitChanged(plan: VisitPlan): readonly OutboxStep[] {
  const { visit, after, stored, context } = plan;
  const waiting = stored.find((message) => message.kind === 'ADT^A08' && isUnsent(message));
  const [fresh] = buildVisitChanged(context);
  if (!fresh) return [];
  if (waiting) return keepOrReplace(plan, waiting, fresh);
  const base = stored.findLast(({ kind, mayHaveArrived }) => /^ADT\^A0[48]$/.test(kind) && mayHaveArrived);
  if (plan.unsentOnly || !base?.bytes || !fresh.built) return [];
  const diagnoses = (assessment: Assessment | null) => JSON.stringify(assessment?.record?.diagnoses ?? []);
  const changed =
    visitLine(base.bytes) !== visitLine(fresh.bytes) || diagnoses(visit.assessment) !== diagnoses(after);
  return changed ? [adding(plan, fresh, base.id)] : [];
}

function visitLine(bytes: Uint8Array): string {
  const message = parseMessage(bytes);
  return JSON.stringify(message ? segmentOf(message, 'PV1') : null);
}

/** ADT^A11 for a visit that the receiver may have, where the profile sends it: entering in error is a person's decision. */
function cancelVisit(plan: VisitPlan): readonly OutboxStep[] {
  const opened = plan.stored.find(({ kind, mayHaveArrived }) => kind === 'ADT^A04' && mayHaveArrived);
  const known = plan.stored.some(({ kind }) => kind === 'ADT^A11');
  const [cancel] = opened && !known ? buildVisitCancelled(plan.context) : [];
  return cancel && opened ? [adding(plan, cancel, opened.id)] : [];
}

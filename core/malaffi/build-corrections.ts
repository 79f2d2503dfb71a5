import type { MessageToStore } from '../assessments/ports.ts';
import type { ConditionOnRecord } from '../contract/record.ts';
import { cleanBlock } from '../hl7/text.ts';
import type { BuildContext } from './build-context.ts';
import { buildPlanned, type Planned, plannable } from './build-messages.ts';
import { timeField } from './header.ts';
import type { Observation, ResultsToSend } from './observations.ts';
import { diagnosticsToSend, oruDiagnostics } from './oru-diagnostics.ts';
import { oruVitals, vitalsToSend } from './oru-vitals.ts';
import { pprMessage, problemEvents } from './ppr.ts';
import type { SentResults } from './sent-results.ts';

/** The two sets of results of a visit, by the kind of the message that carries each. */
export const resultSets = ['ORU^R01', 'ORU^R01 diagnostics'] as const;

export type ResultSet = (typeof resultSets)[number];

/** The kind of a message that corrects a set. */
export function correctionOf(set: ResultSet): string {
  return `${set} correction`;
}

/**
 * The message that brings a receiver from what it has (`sent`) to what `context.assessment` says: the same order number
 * (OBR-3), OBR-25 `C`; each changed result with OBX-11 `C`, each that is no longer there with `W` and its old value, unchanged
 * and new ones with `F`. Null when nothing in the set changed.
 */
export function buildCorrection(
  context: BuildContext,
  set: ResultSet,
  sent: SentResults,
): MessageToStore | null {
  const planned = plannable(context);
  const notes = notesOf(planned, set);
  const after = set === 'ORU^R01' ? vitalsToSend(planned) : diagnosticsToSend(planned);
  const { assessment, destination } = planned;
  const retold =
    after.length > 0 &&
    (sent.measuredAt !== timeField(assessment.measuredAt, destination.profile) ||
      sent.notes !== cleanBlock(notes));
  const results = corrected(sent.results, after, retold);
  if (!results) return null;
  const toSend: ResultsToSend = { results, notes: after.length > 0 ? notes : '', corrects: true };
  const build: Planned['build'] = (ready) =>
    set === 'ORU^R01' ? oruVitals(ready, toSend) : oruDiagnostics(ready, toSend);
  const plan: Planned = { kind: correctionOf(set), interface: 'ORU', opensVisit: false, build };
  return buildPlanned(context, [plan])[0] ?? null;
}

/** A condition that was changed or withdrawn under the number that it got when it was added: PPR^PC1, PC2 or PC3. */
export function buildCondition(context: BuildContext, condition: ConditionOnRecord): MessageToStore | null {
  if (!plannable(context).destination.profile.events.problems) return null;
  const build: Planned['build'] = (ready) => pprMessage(ready, condition, 0);
  const kind = conditionKind(condition);
  return buildPlanned(context, [{ kind, interface: 'PPR', opensVisit: false, build }])[0] ?? null;
}

/** The kind of a message about one numbered condition. */
export function conditionKind({
  change,
  instanceId,
}: Pick<ConditionOnRecord, 'change' | 'instanceId'>): string {
  return `PPR^${problemEvents[change].trigger} ${instanceId ?? ''}`;
}

/** Notes close the last set of a visit. */
function notesOf(context: BuildContext, set: ResultSet): string {
  const closes = set !== 'ORU^R01' || diagnosticsToSend(context).length === 0;
  return closes ? context.assessment.notes : '';
}

/** The results with their status, or null when nothing changed and nothing has to be sent. */
function corrected(
  before: readonly Observation[],
  after: readonly Observation[],
  retold: boolean,
): readonly Observation[] | null {
  const kept = after.map((result): Observation => {
    const old = before.find(({ code }) => code === result.code);
    const changed = old !== undefined && (old.value !== result.value || old.flag !== (result.flag ?? null));
    return { ...result, status: changed || (retold && old !== undefined) ? 'C' : 'F' };
  });
  const withdrawn = before
    .filter(({ code }) => !after.some((result) => result.code === code))
    .map((result): Observation => ({ ...result, status: 'W' }));
  const isNew = after.some(({ code }) => !before.some((result) => result.code === code));
  if (withdrawn.length === 0 && !isNew && kept.every(({ status }) => status === 'F')) return null;
  return [...kept, ...withdrawn];
}

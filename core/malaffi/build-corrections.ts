import type { MessageToStore } from '../assessments/ports.ts';
import { conditionNumber } from '../clinical/standing-conditions.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { ConditionOnRecord } from '../contract/record.ts';
import type { BuildContext } from './build-context.ts';
import { buildPlanned, type Planned } from './build-messages.ts';
import type { Observation } from './observations.ts';
import { diagnosticsToSend, oruDiagnostics } from './oru-diagnostics.ts';
import { oruVitals, vitalsToSend } from './oru-vitals.ts';
import { pprMessage, problemEvents } from './ppr.ts';

/**
 * The messages that correct what was sent for a visit: the same order numbers (OBR-3), OBR-25 `C`; each changed result with
 * OBX-11 `C`, each that is no longer there with `W` and its old value, unchanged and new ones with `F`. Only result sets in
 * which something changed are sent. `context.assessment` is the corrected one, `sent` the one the receiver has.
 */
export function buildCorrections(context: BuildContext, sent: Assessment): readonly MessageToStore[] {
  const before: BuildContext = { ...context, assessment: sent };
  const { notes } = context.assessment;
  const vitals = corrected(vitalsToSend(before), vitalsToSend(context));
  const diagnostics = corrected(diagnosticsToSend(before), diagnosticsToSend(context));
  const planned: Planned[] = [];
  if (vitals) {
    const build: Planned['build'] = (ready) => oruVitals(ready, diagnostics ? '' : notes, vitals);
    planned.push({ kind: 'ORU^R01', interface: 'ORU', opensVisit: false, build });
  }
  if (diagnostics) {
    const build: Planned['build'] = (ready) => oruDiagnostics(ready, notes, diagnostics);
    planned.push({ kind: 'ORU^R01 diagnostics', interface: 'ORU', opensVisit: false, build });
  }
  return buildPlanned(context, planned);
}

/**
 * The messages that take back a whole assessment that was entered in error: every result withdrawn, every condition that it
 * added deleted (PPR^PC3). The visit itself is cancelled by an A11, which a person decides.
 */
export function buildWithdrawal(context: BuildContext): readonly MessageToStore[] {
  const { assessment, visitNumber } = context;
  const empty: Assessment = { ...assessment, measurements: {}, vision: {}, notes: '' };
  const added = (assessment.record?.conditions ?? []).flatMap((condition, index): ConditionOnRecord[] =>
    condition.change === 'added'
      ? [{ ...condition, change: 'withdrawn', instanceId: conditionNumber(visitNumber, index) }]
      : [],
  );
  const problems = added.map((condition, index): Planned => {
    const kind = `PPR^${problemEvents.withdrawn.trigger}${index === 0 ? '' : ` ${index + 1}`}`;
    const build: Planned['build'] = (ready) => pprMessage(ready, condition, index);
    return { kind, interface: 'PPR', opensVisit: false, build };
  });
  return [
    ...buildCorrections({ ...context, assessment: empty }, assessment),
    ...buildPlanned(context, problems),
  ];
}

/** The results with their status, or null when nothing changed and nothing has to be sent. */
function corrected(
  before: readonly Observation[],
  after: readonly Observation[],
): readonly Observation[] | null {
  const kept = after.map((result): Observation => {
    const old = before.find(({ code }) => code === result.code);
    const changed = old !== undefined && (old.value !== result.value || old.flag !== result.flag);
    return { ...result, status: changed ? 'C' : 'F' };
  });
  const withdrawn = before
    .filter(({ code }) => !after.some((result) => result.code === code))
    .map((result): Observation => ({ ...result, status: 'W' }));
  const isNew = after.some(({ code }) => !before.some((result) => result.code === code));
  if (withdrawn.length === 0 && !isNew && kept.every(({ status }) => status === 'F')) return null;
  return [...kept, ...withdrawn];
}

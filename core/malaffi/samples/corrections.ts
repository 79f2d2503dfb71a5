import type { MessageToStore } from '../../assessments/ports.ts';
import type { Assessment } from '../../contract/assessment.ts';
import { buildCorrection, resultSets } from '../build-corrections.ts';
import { type BuildContext, buildMessages } from '../build-messages.ts';
import { sentResults } from '../sent-results.ts';

const nothing = { results: [], measuredAt: '', notes: '' };

/** For tests: what goes out when `sent` was delivered and the context's assessment is right. */
export function correctionsAfter(context: BuildContext, sent: Assessment): readonly MessageToStore[] {
  const delivered = buildMessages({ ...context, assessment: sent });
  return resultSets.flatMap((set) => {
    const message = delivered.find(({ kind }) => kind === set);
    const correction = buildCorrection(context, set, message?.built ? sentResults(message.bytes) : nothing);
    return message && correction ? [correction] : [];
  });
}

/** For tests: what takes a delivered assessment back. */
export function withdrawalOf(context: BuildContext): readonly MessageToStore[] {
  const { assessment } = context;
  const empty: Assessment = { ...assessment, measurements: {}, vision: {}, notes: '' };
  return correctionsAfter({ ...context, assessment: empty }, assessment);
}

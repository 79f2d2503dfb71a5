import type { ConditionChange } from '../clinical/record-lists.ts';
import { conditionNumber } from '../clinical/standing-conditions.ts';
import type { ConditionOnRecord } from '../contract/record.ts';
import { components, type Segment, segment } from '../hl7/message.ts';
import { cleanIdentifier, cleanLine } from '../hl7/text.ts';
import { formatDt } from '../hl7/timestamps.ts';
import type { ReadyContext } from './build-context.ts';
import { recordedField } from './code-tables.ts';
import { mshSegment, timeField } from './header.ts';
import { shortPid } from './patient.ts';
import { pv1Segment } from './visit.ts';

/** Trigger event and PRB-1 by what happened to a condition. */
export const problemEvents: Readonly<
  Record<ConditionChange, { readonly trigger: 'PC1' | 'PC2' | 'PC3'; readonly action: 'AD' | 'UP' | 'DE' }>
> = {
  added: { trigger: 'PC1', action: 'AD' },
  changed: { trigger: 'PC2', action: 'UP' },
  withdrawn: { trigger: 'PC3', action: 'DE' },
};

/** PPR^PC1, PC2 or PC3: one condition that changed. `index` counts the conditions of this assessment. */
export function pprMessage(
  context: ReadyContext,
  condition: ConditionOnRecord,
  index: number,
): readonly Segment[] {
  const { profile } = context.destination;
  const { trigger, action } = problemEvents[condition.change];
  const number = cleanIdentifier(condition.instanceId ?? '') || conditionNumber(context.visitNumber, index);
  const text = cleanLine(condition.text);
  return [
    mshSegment(context, { code: 'PPR', trigger, structure: 'PPR_PC1' }),
    shortPid(context),
    pv1Segment(context),
    segment('PRB', {
      1: action,
      2: timeField(context.savedAt ?? context.now, profile),
      3: condition.code
        ? recordedField('condition', { code: cleanIdentifier(condition.code), text }, 'SCT', profile)
        : components('', text),
      4: components(number, profile.systemCode),
      16: formatDt(condition.onset ?? ''),
    }),
  ];
}

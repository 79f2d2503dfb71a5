import { type NotMeasuredItem, notMeasuredItems } from '../../core/clinical/record-lists.ts';
import type { AssessmentRecord } from '../../core/contract/record.ts';
import type { FormValues } from './form-values.ts';

type Reasons = NonNullable<AssessmentRecord['notMeasured']>;

/** Why something was not measured; undefined when nothing was left out with a reason. Words belong to "other" alone. */
export function readReasons(values: FormValues): Reasons | undefined {
  const given = notMeasuredItems.flatMap((item): [NotMeasuredItem, Reasons[NotMeasuredItem]][] => {
    const reason = values[`notDone_${item}`];
    const note = values[`notDoneNote_${item}`].trim();
    if (reason === '') return [];
    return [[item, reason === 'other' && note !== '' ? { reason, note } : { reason }]];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

import { components, type Segment, segment } from '../hl7/message.ts';
import { cleanIdentifier } from '../hl7/text.ts';
import type { PersonContext } from './adt-person.ts';
import { mshSegment, timeField } from './header.ts';
import { fullPid } from './patient.ts';

/** ADT^A40: the record `mergedNumber` was a duplicate; the student of the context is the one that stays. */
export function adtA40(context: PersonContext, mergedNumber: string): readonly Segment[] {
  const { profile } = context.destination;
  return [
    mshSegment(context, { code: 'ADT', trigger: 'A40', structure: 'ADT_A39' }),
    segment('EVN', { 1: 'A40', 2: timeField(context.now, profile) }),
    fullPid(context),
    segment('MRG', { 1: components(cleanIdentifier(mergedNumber), '', '', ['', profile.systemCode]) }),
  ];
}

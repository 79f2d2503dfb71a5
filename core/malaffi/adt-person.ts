import { type Segment, segment } from '../hl7/message.ts';
import type { BuildContext } from './build-context.ts';
import { mshSegment, timeField } from './header.ts';
import { allergySegments, fullPid, guardianSegments } from './patient.ts';

/** What a message about a person needs, outside of any visit. */
export type PersonContext = Pick<
  BuildContext,
  'student' | 'destination' | 'now' | 'newControlId' | 'mappingConfirmed'
>;

/**
 * ADT^A28 registers a student, ADT^A31 changes what is known: identity, guardian, allergies. No visit is meant, so PV1 says
 * `N`; 2.5.1 requires it, and a profile may leave it out as some senders do.
 */
export function adtPerson(context: PersonContext, trigger: 'A28' | 'A31'): readonly Segment[] {
  const { profile } = context.destination;
  return [
    mshSegment(context, { code: 'ADT', trigger, structure: 'ADT_A05' }),
    segment('EVN', { 1: trigger, 2: timeField(context.now, profile) }),
    fullPid(context),
    ...guardianSegments(context),
    ...(profile.includePv1InA28A31 ? [segment('PV1', { 1: '1', 2: 'N' })] : []),
    ...allergySegments(context),
  ];
}

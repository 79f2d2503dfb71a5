import { type Segment, segment } from '../hl7/message.ts';
import type { ReadyContext } from './build-context.ts';
import { mshSegment, timeField } from './header.ts';
import { allergySegments, fullPid, guardianSegments } from './patient.ts';
import { pv1Segment } from './visit.ts';

/** ADT^A04: a visit starts. Carries identity, guardian and allergies; the rest of the visit waits for its ACK. */
export function adtA04(context: ReadyContext): readonly Segment[] {
  const { assessment, destination } = context;
  return [
    mshSegment(context, { code: 'ADT', trigger: 'A04', structure: 'ADT_A01' }),
    segment('EVN', { 1: 'A04', 2: timeField(assessment.visitStartedAt, destination.profile) }),
    fullPid(context),
    ...guardianSegments(context),
    pv1Segment(context),
    ...allergySegments(context),
  ];
}

import { type FieldInput, type Segment, segment } from '../hl7/message.ts';
import type { ReadyContext } from './build-context.ts';
import { codeRow } from './code-tables.ts';
import { diagnosisSegments } from './diagnoses.ts';
import { mshSegment, timeField } from './header.ts';
import { allergySegments, fullPid, guardianSegments } from './patient.ts';
import { pv1Segment } from './visit.ts';

/** ADT^A08: identity, allergies or diagnoses changed while the visit is open. */
export function adtA08(context: ReadyContext): readonly Segment[] {
  return [
    ...opening(context, 'A08', 'ADT_A01', context.now),
    ...guardianSegments(context),
    pv1Segment(context),
    ...allergySegments(context),
    ...diagnosisSegments(context),
  ];
}

/**
 * ADT^A03: the visit ended, at the time that was recorded and never a made-up one, with its diagnoses and where the student
 * went (PV1-36).
 */
export function adtA03(context: ReadyContext): readonly Segment[] {
  const { record } = context.assessment;
  const { profile } = context.destination;
  const endedAt = record?.visitEndedAt ?? Number.NaN;
  const end: Record<number, FieldInput> = { 45: timeField(endedAt, profile) };
  // A referral that was recorded says where the student went, also where nobody asked for the disposition.
  const went = record?.disposition ?? (record?.referral?.referred ? 'referred' : undefined);
  if (went) end[36] = codeRow('disposition', went, profile)?.targetCode ?? '';
  return [
    ...opening(context, 'A03', 'ADT_A03', endedAt),
    ...guardianSegments(context),
    pv1Segment(context, end),
    ...allergySegments(context),
    ...diagnosisSegments(context),
  ];
}

/** ADT^A11: the visit was opened by mistake. Only ever by a person's decision. */
export function adtA11(context: ReadyContext): readonly Segment[] {
  return [...opening(context, 'A11', 'ADT_A09', context.now), pv1Segment(context)];
}

function opening(
  context: ReadyContext,
  trigger: 'A03' | 'A08' | 'A11',
  structure: string,
  at: number,
): readonly Segment[] {
  return [
    mshSegment(context, { code: 'ADT', trigger, structure }),
    segment('EVN', { 1: trigger, 2: timeField(at, context.destination.profile) }),
    fullPid(context),
  ];
}

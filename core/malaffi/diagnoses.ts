import { pressureClass, pressureInterpretation } from '../clinical/blood-pressure.ts';
import { hasSectionFinding } from '../clinical/screening-results.ts';
import { visionResult } from '../clinical/vision.ts';
import { type Segment, segment } from '../hl7/message.ts';
import { cleanIdentifier, cleanLine } from '../hl7/text.ts';
import type { BuildContext, ReadyContext } from './build-context.ts';
import { recordedField } from './code-tables.ts';
import { timeField } from './header.ts';
import { measured } from './oru-vitals.ts';
import { clinicianField } from './visit.ts';

/** A diagnosis by ICD-10-CM. */
export interface Diagnosis {
  readonly code: string;
  readonly text: string;
}

/**
 * The diagnoses of a visit: those that were recorded, else for a screening the routine examination with or without abnormal
 * findings, so that a healthy child's visit can be closed. A clinic visit without a diagnosis has none.
 */
export function diagnosesOf(context: BuildContext): readonly Diagnosis[] {
  const { assessment, destination } = context;
  const recorded = assessment.record?.diagnoses ?? [];
  if (recorded.length > 0 || assessment.kind === 'clinic') return recorded;
  const { normal, abnormal } = destination.profile.screeningDiagnosis;
  return [hasAbnormalFinding(context) ? abnormal : normal];
}

/** True when this assessment found something: blood pressure, vision, colour vision, a section of the screening, a referral. */
export function hasAbnormalFinding(context: BuildContext): boolean {
  const { assessment, destination } = context;
  const { ageYears, sex } = measured(context);
  const { systolicMmHg, diastolicMmHg } = assessment.measurements;
  const { vision, record } = assessment;
  if (vision.colour === 'abnormal' || record?.referral?.referred === true) return true;
  if (record && hasSectionFinding(record, { ageYears, sex })) return true;
  if (ageYears === null) return false;
  const pressure =
    systolicMmHg !== undefined && diastolicMmHg !== undefined
      ? pressureInterpretation(pressureClass(ageYears, sex, systolicMmHg, diastolicMmHg))
      : null;
  const sight = visionResult(ageYears, vision, destination.profile.visionJudgedBy);
  return pressure === 'abnormal' || sight === 'abnormal';
}

/** DG1 for each diagnosis, final (`F`), the first with priority 1. */
export function diagnosisSegments(context: ReadyContext): readonly Segment[] {
  const { profile } = context.destination;
  return diagnosesOf(context).map(({ code, text }, index) =>
    segment('DG1', {
      1: String(index + 1),
      3: recordedField(
        'diagnosis',
        { code: cleanIdentifier(code), text: cleanLine(text) },
        profile.diagnosisLabel,
        profile,
      ),
      5: timeField(context.assessment.measuredAt, profile),
      6: 'F',
      15: index === 0 ? '1' : '',
      16: clinicianField(context),
    }),
  );
}

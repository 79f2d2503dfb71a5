import { ageInYears } from '../clinical/age.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import type { Segment } from '../hl7/message.ts';
import type { BuildContext, ReadyContext } from './build-context.ts';
import { mshSegment } from './header.ts';
import { type Observation, orderGroup, type Panel, type ResultsToSend } from './observations.ts';
import { shortPid } from './patient.ts';
import { pv1Segment } from './visit.ts';
import { type Measured, vitalObservations } from './vitals.ts';

const panel: Panel = {
  code: '85353-1',
  text: 'Vital signs, weight, height, head circumference, oxygen saturation and BMI panel',
  suffix: '-V',
};

/** The vital signs that this message would carry; none means that it is not made. */
export function vitalsToSend(context: BuildContext): readonly Observation[] {
  const { extraVitals } = context.destination.profile;
  return vitalObservations(context.assessment, measured(context), { extraVitals });
}

/** ORU^R01 with vital signs. No EVN, ORC and OBR always, one order group (HL7 v2.5.1, 7.3.1). */
export function oruVitals(context: ReadyContext, sent: ResultsToSend): readonly Segment[] {
  return [
    mshSegment(context, { code: 'ORU', trigger: 'R01', structure: 'ORU_R01' }),
    shortPid(context),
    pv1Segment(context),
    ...orderGroup(context, panel, sent),
  ];
}

/** Age and sex on the day of the visit, for the rules that depend on them. */
export function measured({ assessment, student }: BuildContext): Measured {
  const day = dubaiDate(assessment.visitStartedAt);
  return { ageYears: day === null ? null : ageInYears(student.dateOfBirth, day), sex: student.sex };
}

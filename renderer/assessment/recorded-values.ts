import { dubaiDate } from '../../core/clinical/calendar.ts';
import { localMeasurementKeys } from '../../core/clinical/local-measurements.ts';
import { measurementKeys } from '../../core/clinical/measurements.ts';
import { notMeasuredItems } from '../../core/clinical/record-lists.ts';
import { bodySystems } from '../../core/clinical/screening-lists.ts';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import { eyeFields } from './form-fields.ts';
import { blankForm, type FormValues, newRow } from './form-values.ts';
import { dayText } from './visit-date.ts';
import { timeOf } from './visit-times.ts';

type Recorded = Pick<
  AssessmentView,
  'kind' | 'visitStartedAt' | 'measuredAt' | 'measurements' | 'vision' | 'notes' | 'record'
>;
type Answers = { -readonly [K in keyof FormValues]?: FormValues[K] | undefined };

/**
 * What an assessment recorded, as the form shows it: for a correction alone. A new assessment always starts blank. Reading the
 * form again gives what was recorded.
 */
export function recordedValues(recorded: Recorded): FormValues {
  const { kind, measurements, vision, notes, record = {} } = recorded;
  const text = (value: unknown) => (value === undefined ? '' : String(value));
  const yesNo = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');
  const notTestable = Array.isArray(vision.notTestable) ? vision.notTestable : [];
  const [first, second, third] = record.pressureReadings ?? [];
  const answers: Answers = {
    kind,
    notes,
    consentSigned: yesNo(record.consentSigned),
    breakfast: yesNo(record.breakfast),
    bmiZScore: text(record.bmiZScore),
    visionTested: yesNo(vision.performed as boolean | undefined),
    notPerformedReason: text(vision.notPerformedReason),
    lens: text(vision.lens ?? (vision.wearsGlasses ? 'glasses' : undefined)) as FormValues['lens'],
    lensOther: text(vision.lensOther),
    colour: text(vision.colour) as FormValues['colour'],
    outcome: record.outcome ?? (record.referral?.referred && kind !== 'clinic' ? 'refer' : ''),
    disposition: record.disposition ?? '',
    referredTo: text(record.referral?.to),
    secondSystolicMmHg: text(second?.systolicMmHg),
    secondDiastolicMmHg: text(second?.diastolicMmHg),
    thirdSystolicMmHg: text(third?.systolicMmHg),
    thirdDiastolicMmHg: text(third?.diastolicMmHg),
    ...screeningAnswers(record),
    ...(kind === 'clinic' ? clinicAnswers(recorded) : {}),
    conditions: (record.conditions ?? []).map((row) =>
      newRow('conditions', { ...row, onset: row.onset ? dayText(row.onset) : '' } as never),
    ),
    diagnoses: (record.diagnoses ?? []).map((row) => newRow('diagnoses', row)),
  };
  return {
    ...blankForm(kind, dubaiDate(recorded.measuredAt) ?? ''),
    ...Object.fromEntries(measurementKeys.map((key) => [key, text(measurements[key])])),
    ...Object.fromEntries(localMeasurementKeys.map((key) => [key, text(record.local?.[key])])),
    ...Object.fromEntries(
      eyeFields.map((eye) => [eye, notTestable.includes(eye) ? 'notTestable' : text(vision[eye])]),
    ),
    ...(first ? { systolicMmHg: text(first.systolicMmHg), diastolicMmHg: text(first.diastolicMmHg) } : {}),
    ...answers,
  } as FormValues;
}

function screeningAnswers({ screening = {}, notMeasured = {} }: NonNullable<Recorded['record']>): Answers {
  const { physicalExamination = {}, scoliosis, hearing, dental, bloodTest, depression } = screening;
  const { healthEducation, immunisationReview } = screening;
  const text = (value: unknown) => (value === undefined ? '' : String(value));
  return {
    medicalHistory: text(screening.medicalHistory),
    ...Object.fromEntries(
      bodySystems.map((system) => [`body_${system}`, text(physicalExamination[system]?.result)]),
    ),
    bodyNote: text(Object.values(physicalExamination).find((finding) => finding?.note)?.note),
    scoliosis: scoliosis?.result ?? '',
    scoliosisNote: text(scoliosis?.note),
    hearing: hearing?.result ?? '',
    hearingNote: text(hearing?.note),
    dental: dental?.result ?? '',
    decayedTeeth: text(dental?.decayedTeeth),
    dentalNote: text(dental?.note),
    bloodTest: bloodTest?.result ?? '',
    haemoglobinGPerDl: text(bloodTest?.haemoglobinGPerDl),
    bloodTakenOn: bloodTest?.takenOn ? dayText(bloodTest.takenOn) : '',
    bloodTestNote: text(bloodTest?.note),
    depression: depression?.result ?? '',
    depressionScore: text(depression?.score),
    depressionNote: text(depression?.note),
    smoking: screening.smoking ?? '',
    ...Object.fromEntries((healthEducation?.topics ?? []).map((topic) => [`topic_${topic}`, 'yes'])),
    educationNote: text(healthEducation?.note),
    immunisation: immunisationReview?.status ?? '',
    immunisationMissing: text(immunisationReview?.missing),
    ...Object.fromEntries(
      notMeasuredItems.flatMap((item) => [
        [`notDone_${item}`, notMeasured[item]?.reason ?? ''],
        [`notDoneNote_${item}`, notMeasured[item]?.note ?? ''],
      ]),
    ),
  };
}

function clinicAnswers({ visitStartedAt, record = {} }: Recorded): Answers {
  const { clinic, visitEndedAt } = record;
  const yesNo = (value: boolean) => (value ? 'yes' : 'no');
  return {
    timeIn: timeOf(visitStartedAt),
    timeOut: visitEndedAt === undefined ? '' : timeOf(visitEndedAt),
    visitReason: clinic?.reason ?? '',
    complaint: clinic?.complaint ?? '',
    finding: clinic?.assessment ?? '',
    intervention: clinic?.intervention ?? '',
    evaluation: clinic?.evaluation ?? '',
    informed: clinic?.informed ?? '',
    injuryPlace: clinic?.injury?.place ?? '',
    injuryMechanism: clinic?.injury?.mechanism ?? '',
    injuryBodyPart: clinic?.injury?.bodyPart ?? '',
    injuryWitness: clinic?.injury?.witness ?? '',
    medications: (clinic?.medications ?? []).map(({ name, dose, route, givenAt, guardianConsent, givenBy }) =>
      newRow('medications', {
        name,
        dose,
        route,
        time: timeOf(givenAt),
        consent: yesNo(guardianConsent),
        givenBy: givenBy ?? '',
      }),
    ),
    immunisations: (clinic?.immunisations ?? []).map((row) =>
      newRow('immunisations', {
        code: row.code ?? '',
        name: row.name,
        dose: row.doseNumber === undefined ? '' : String(row.doseNumber),
        lot: row.lot ?? '',
        expires: row.expiresOn ? dayText(row.expiresOn) : '',
        site: row.site ?? '',
        time: timeOf(row.givenAt),
        consent: yesNo(row.guardianConsent),
      }),
    ),
  };
}

import { localMeasurementKeys } from '../../core/clinical/local-measurements.ts';
import type { NotMeasuredItem } from '../../core/clinical/record-lists.ts';
import type { ScreeningSection } from '../../core/clinical/screening-lists.ts';
import { bodyFields, topicFields } from './form-fields.ts';
import type { FieldName, VisitKind } from './form-values.ts';

/** Parts of the form, as the paper form heads them. */
export const sectionIds = [
  'visit',
  'clinic',
  'growth',
  'vitals',
  'vision',
  'screening',
  'health',
  'outcome',
] as const;

export type SectionId = (typeof sectionIds)[number];

/** What each section may leave out with a reason; closed until somebody wants it. */
export const reasonItems = {
  growthReasons: ['heightCm', 'weightKg', 'waistCm', 'bmiZScore'],
  vitalsReasons: [
    'bloodPressure',
    'temperatureCel',
    'heartRatePerMin',
    'respiratoryRatePerMin',
    'oxygenSaturationPct',
  ],
  visionReasons: ['colour'],
} as const satisfies Record<string, readonly NotMeasuredItem[]>;

export type ReasonPart = keyof typeof reasonItems;

/** The fields of a reason: from the list, and in words. */
function reasonFor<I extends NotMeasuredItem>(item: I) {
  return [`notDone_${item}`, `notDoneNote_${item}`] as const;
}

const reasonFields: Readonly<Record<ReasonPart, readonly FieldName[]>> = {
  growthReasons: reasonItems.growthReasons.flatMap(reasonFor),
  vitalsReasons: reasonItems.vitalsReasons.flatMap(reasonFor),
  visionReasons: reasonItems.visionReasons.flatMap(reasonFor),
};

/** Thresholds of both ears. */
export const hearingFields = localMeasurementKeys.filter((key) => key.startsWith('hearing'));

/** Sections of a comprehensive screening, and what each asks for. */
export const partFields = {
  medicalHistory: ['medicalHistory'],
  physicalExamination: [...bodyFields, 'bodyNote', ...reasonFor('physicalExamination')],
  scoliosis: ['scoliosis', 'trunkRotationDeg', 'scoliosisNote', ...reasonFor('scoliosis')],
  hearing: ['hearing', ...hearingFields, 'hearingNote', ...reasonFor('hearing')],
  dental: ['dental', 'decayedTeeth', 'dentalNote', ...reasonFor('dental')],
  bloodTest: ['bloodTest', 'haemoglobinGPerDl', 'bloodTakenOn', 'bloodTestNote', ...reasonFor('bloodTest')],
  depression: ['depression', 'depressionScore', 'depressionNote', ...reasonFor('depression')],
  smoking: ['smoking'],
  healthEducation: [...topicFields, 'educationNote'],
  immunisationReview: ['immunisation', 'immunisationMissing'],
} as const satisfies Record<ScreeningSection, readonly FieldName[]>;

/** What may be added to the student's health record in a visit. */
export const recordFields = {
  allergies: ['newAllergies', 'endedAllergies'],
  conditions: ['conditions'],
  diagnoses: ['diagnoses'],
} as const satisfies Record<string, readonly FieldName[]>;

/** What is closed until it is needed. */
export type PartId = keyof typeof partFields | keyof typeof recordFields | ReasonPart;

const parts: readonly (readonly [PartId, readonly FieldName[]])[] = Object.entries({
  ...partFields,
  ...recordFields,
  ...reasonFields,
}) as [PartId, readonly FieldName[]][];

/** Which fields a section holds, in the order of the paper form. */
export const fieldsOf: Readonly<Record<SectionId, readonly FieldName[]>> = {
  visit: ['kind', 'visitDate', 'timeIn', 'noCardReason', 'consentSigned', 'breakfast'],
  clinic: [
    'visitReason',
    'complaint',
    'finding',
    'injuryPlace',
    'injuryMechanism',
    'injuryBodyPart',
    'injuryWitness',
    'intervention',
    'medications',
    'immunisations',
    'evaluation',
    'informed',
  ],
  growth: ['heightCm', 'weightKg', 'waistCm', 'bmiZScore', ...reasonFields.growthReasons],
  vitals: [
    'systolicMmHg',
    'diastolicMmHg',
    'secondSystolicMmHg',
    'secondDiastolicMmHg',
    'thirdSystolicMmHg',
    'thirdDiastolicMmHg',
    'temperatureCel',
    'heartRatePerMin',
    'respiratoryRatePerMin',
    'oxygenSaturationPct',
    'painScore',
    ...reasonFields.vitalsReasons,
  ],
  vision: [
    'visionTested',
    'notPerformedReason',
    'lens',
    'lensOther',
    'right',
    'left',
    'rightCorrected',
    'leftCorrected',
    'colour',
    ...reasonFields.visionReasons,
  ],
  screening: Object.values(partFields).flat(),
  health: Object.values(recordFields).flat(),
  outcome: ['outcome', 'disposition', 'referredTo', 'timeOut', 'notes'],
};

/** The sections of a kind of visit, in the order of its paper form: a clinic visit begins with why the student came. */
export function sectionsOf(kind: VisitKind): readonly SectionId[] {
  return kind === 'clinic'
    ? ['visit', 'clinic', 'vitals', 'growth', 'vision', 'health', 'outcome']
    : ['visit', 'growth', 'vitals', 'vision', 'screening', 'health', 'outcome'];
}

/** Fields of a kind of visit as they stand on paper. */
function paperOrder(kind: VisitKind): readonly string[] {
  return sectionsOf(kind).flatMap((section) => fieldsOf[section]);
}

/** Something about fields in the order in which they stand on paper. */
export function asOnPaper<T extends { readonly field: string }>(
  kind: VisitKind,
  about: readonly T[],
): readonly T[] {
  const order = paperOrder(kind);
  const place = ({ field }: T) => order.indexOf(field.split('.')[0] ?? '');
  return about.toSorted((a, b) => place(a) - place(b));
}

/** The section that holds a field; null for none. */
export function sectionOf(field: string): SectionId | null {
  const name = field.split('.')[0];
  return sectionIds.find((section) => fieldsOf[section].some((each) => each === name)) ?? null;
}

/** The part of a section that must be opened to show a field; null where it is always in sight. */
export function partOf(field: string): PartId | null {
  const name = field.split('.')[0];
  return parts.find(([, fields]) => fields.some((each) => each === name))?.[0] ?? null;
}

/** How a chronic condition on the record changed in this assessment; each change travels once (PPR). */
export const conditionChanges = ['added', 'changed', 'withdrawn'] as const;

export type ConditionChange = (typeof conditionChanges)[number];

/** Why a student came to the clinic outside of a screening. */
export const visitReasons = [
  'illness',
  'injury',
  'vaccination',
  'emergency',
  'followUp',
  'medication',
  'other',
] as const;

export type VisitReason = (typeof visitReasons)[number];

/** Where the student went from the clinic. */
export const dispositions = [
  'backToClass',
  'restInClinic',
  'homeWithGuardian',
  'referred',
  'ambulance',
] as const;

export type Disposition = (typeof dispositions)[number];

/** How a medicine was given. */
export const medicationRoutes = ['oral', 'inhaled', 'topical', 'nasal', 'eye', 'ear', 'injection'] as const;

export type MedicationRoute = (typeof medicationRoutes)[number];

/** What may be left out with a reason. Vision has its own answer (element 23). */
export const notMeasuredItems = [
  'heightCm',
  'weightKg',
  'waistCm',
  'bloodPressure',
  'heartRatePerMin',
  'respiratoryRatePerMin',
  'temperatureCel',
  'oxygenSaturationPct',
  'colour',
  'bmiZScore',
  'physicalExamination',
  'scoliosis',
  'hearing',
  'dental',
  'bloodTest',
  'depression',
] as const;

export type NotMeasuredItem = (typeof notMeasuredItems)[number];

/** Why something was not measured; `other` needs words. WHO computes no BMI z-score with oedema or an amputation. */
export const notMeasuredReasons = [
  'refused',
  'guardianDeclined',
  'notPossible',
  'noEquipment',
  'notDue',
  'oedemaOrAmputation',
  'other',
] as const;

export type NotMeasuredReason = (typeof notMeasuredReasons)[number];

/** What an assessment came to, in the nurse's judgement. Never preselected: it is a clinical answer. */
export const outcomes = ['noConcern', 'followUp', 'refer'] as const;

export type Outcome = (typeof outcomes)[number];

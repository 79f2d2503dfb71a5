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

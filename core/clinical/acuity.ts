/**
 * Visual acuity, best to worst, as the school-clinic data element list prints it (14 values).
 * One step in this list is one "line" in the rules for the vision result.
 */
export const acuities = [
  '6/3',
  '6/3.8',
  '6/4.8',
  '6/6',
  '6/7.5',
  '6/9.5',
  '6/12',
  '6/15',
  '6/19',
  '6/24',
  '6/30',
  '6/38',
  '6/48',
  '6/60',
] as const;

export type Acuity = (typeof acuities)[number];

/** How the student's sight is corrected; `other` needs a reason (element 24 of the list). */
export const lenses = ['none', 'glasses', 'contactLenses', 'surgicalCorrection', 'other'] as const;

export type Lens = (typeof lenses)[number];

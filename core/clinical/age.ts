import { dayNumber } from './calendar.ts';

/** Completed years between two calendar dates (`YYYY-MM-DD`); null for a date that is none, or a birth after it. */
export function ageInYears(dateOfBirth: string, onDate: string): number | null {
  const born = dayNumber(dateOfBirth);
  const on = dayNumber(onDate);
  if (born === null || on === null || on < born) return null;
  const years = Number(onDate.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return onDate.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** Age in months as growth references want it: days / 30.4375, not rounded (WHO 2007). */
export function ageInMonths(dateOfBirth: string, onDate: string): number | null {
  const born = dayNumber(dateOfBirth);
  const on = dayNumber(onDate);
  return born === null || on === null || on < born ? null : (on - born) / 30.4375;
}

/** The ages that school clinics see; outside, the form asks to look at the date of birth again. */
export const usualAges = { min: 3, max: 20 } as const;

/** False for an age that a school clinic does not see, and for none. */
export function isUsualAge(ageYears: number | null): boolean {
  return ageYears !== null && ageYears >= usualAges.min && ageYears <= usualAges.max;
}

import { asciiDigits } from './digits.ts';
import { type ScreeningSection, screeningSections } from './screening-lists.ts';

/** Grades whose yearly screening is comprehensive (ADPHC school screening programme), with the British year groups. */
const comprehensiveGrades = new Set(['KG1', 'KG2', '1', '5', '9', 'FS2', 'Y1', 'Y2', 'Y6', 'Y10']);

/** Grades that are asked about depression since 2023-24: grade 9 and its British year group. */
const depressionGrades = new Set(['9', 'Y10']);

/** Questions about smoking are asked above this age in completed years. */
const smokingFromYears = 10;

/** The kind of screening that a grade is due: `G5`, `Grade 05` and `5` are the same grade. */
export function screeningOf(grade: string): 'annual' | 'comprehensive' {
  return comprehensiveGrades.has(plainGrade(grade)) ? 'comprehensive' : 'annual';
}

/**
 * The sections that are due beside measurements and vision, in the order of the paper form. An annual screening has two;
 * smoking is asked from 10 years on, depression in grade 9. Nothing is forbidden: the form may offer the others closed.
 */
export function sectionsDue(
  kind: 'annual' | 'comprehensive',
  grade: string,
  ageYears: number | null,
): readonly ScreeningSection[] {
  if (kind === 'annual') return ['healthEducation', 'immunisationReview'];
  return screeningSections.filter((section) => {
    if (section === 'depression') return depressionGrades.has(plainGrade(grade));
    return section !== 'smoking' || ageYears === null || ageYears >= smokingFromYears;
  });
}

function plainGrade(grade: string): string {
  return asciiDigits(grade)
    .toUpperCase()
    .replace(/[\s\-_.]+/g, '')
    .replace(/^GRADE/, '')
    .replace(/^G(?=\d)/, '')
    .replace(/^YEAR(?=\d)/, 'Y')
    .replace(/^(Y?)0+(?=\d)/, '$1');
}

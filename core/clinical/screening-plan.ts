/** Grades whose yearly screening is comprehensive (ADPHC school screening programme), with the British year groups. */
const comprehensiveGrades = new Set(['KG1', 'KG2', '1', '5', '9', 'FS2', 'Y1', 'Y2', 'Y6', 'Y10']);

/** The kind of screening that a grade is due: `G5`, `Grade 5` and `5` are the same grade. */
export function screeningOf(grade: string): 'annual' | 'comprehensive' {
  const plain = grade
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^(?:GRADE|G)(?=\d)/, '')
    .replace(/^YEAR(?=\d)/, 'Y');
  return comprehensiveGrades.has(plain) ? 'comprehensive' : 'annual';
}

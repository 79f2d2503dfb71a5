/**
 * Text of unknown direction inside a sentence (FSI and PDI of Unicode's bidirectional algorithm): without it "5 B" beside a
 * Latin school name turns into "B 5" in an Arabic line.
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Facts in one line, each reading in its own direction; empty ones are left out. */
export function factsLine(facts: readonly (string | false)[]): string {
  return facts
    .filter((fact) => fact !== false && fact !== '')
    .map((fact) => isolate(String(fact)))
    .join(' · ');
}

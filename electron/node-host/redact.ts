/**
 * The second line behind the types of the log: patterns that can only be patient data or secrets, and everything that is not
 * plain ASCII, because codes and numbers are. Names in Latin letters no pattern can find: only the types keep those out.
 */
const patterns: readonly RegExp[] = [
  /784-?\d{4}-?\d{7}-?\d/g,
  /(?:\+|00)971(?:[ -]?\d){7,9}/g,
  /\b05\d[ -]?\d{3}[ -]?\d{4}\b/g,
  // An HL7 segment to the end of its text.
  /\b[A-Z][A-Z0-9]{2}\|[^"]*/g,
  // A header with its secret, however the scheme is called.
  /\b(?:authorization|(?:[\w-]*-)?(?:api-?key|subscription-key|token))["']?\s*[:=]\s*["']?(?:(?:bearer|basic|apikey)\s+)?[^\s"',;}]+/gi,
  /[A-Za-z0-9+/]{40,}={0,2}/g,
  /[^\x20-\x7e]+/g,
];

/** The text without what may not stand in a log. */
export function redact(text: string): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), text);
}

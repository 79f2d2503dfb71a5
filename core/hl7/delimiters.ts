/** The five separators of a message, as MSH-1 and MSH-2 name them. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

/** What we always send: vertical bar and `^~\&`. */
export const standardDelimiters: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** MSH-2 for the given separators. */
export function encodingCharacters(delimiters: Delimiters): string {
  return delimiters.component + delimiters.repetition + delimiters.escape + delimiters.subcomponent;
}

/**
 * Reads the separators from the start of a message (`MSH|^~\&|`). A short MSH-2 leaves out the last ones, which then do
 * not occur in that message. Null when the text does not begin with MSH or names a separator twice.
 */
export function readDelimiters(text: string): Delimiters | null {
  if (!text.startsWith('MSH') || text.length < 5) return null;
  const field = text.charAt(3);
  const [line = ''] = text.split(/[\r\n]/, 1);
  const [named = ''] = line.slice(4).split(field, 1);
  if (/[\p{L}\p{N}\s]/u.test(field + named) || named.length === 0 || named.length > 5) return null;
  if (new Set(field + named).size !== named.length + 1) return null;
  if (field + named === '|^~\\&') return standardDelimiters;
  return {
    field,
    component: named.charAt(0),
    repetition: named.charAt(1),
    escape: named.charAt(2),
    subcomponent: named.charAt(3),
  };
}

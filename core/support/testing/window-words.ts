import { catalogs } from '../../contract/locales/catalogs.ts';

/**
 * Tells whether a text stands in the window as it is written, in one language: a whole text of the catalog, with anything in
 * the place of `{{name}}`. Documents put such words in bold, and a test asks here, so that they follow the window.
 */
export function windowWords(language: 'en' | 'ar'): (text: string) => boolean {
  // A text of placeholders alone, such as `{{name}}`, would fit everything.
  const texts = textsOf(catalogs[language]).filter((text) =>
    /\p{L}{2}/u.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
  );
  const patterns = texts.map(
    (text) =>
      new RegExp(
        `^${plain(text)
          .split(/\{\{\w+\}\}/)
          .map(escaped)
          .join('.+')}$`,
      ),
  );
  return (text) => patterns.some((pattern) => pattern.test(plain(text)));
}

function textsOf(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  return Object.values(words as Record<string, unknown>).flatMap(textsOf);
}

/** Without the marks that keep directions and units together. */
function plain(text: string): string {
  return text.replaceAll(/<\/?v>|[\u2066-\u2069]/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

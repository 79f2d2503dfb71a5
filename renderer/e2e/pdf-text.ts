import { inflateSync } from 'node:zlib';

/*
 * The words of a PDF that Chromium printed, as far as a test needs them: streams are deflated, texts are glyphs of a font that
 * says which characters they are (ToUnicode). Kerning breaks words into pieces, so that blanks tell nothing and are left out.
 */

/** All text of a PDF from Chromium, page after page, without blanks. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const [number, { dictionary }] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1];
    const stream = map && objects.get(map)?.stream;
    // Chromium names a font by its object: /F4 is object 4.
    if (stream) fonts.set(`F${number}`, charactersOf(stream.toString('latin1')));
  }
  return [...objects.values()]
    .map(({ stream }) => stream?.toString('latin1') ?? '')
    .filter((content) => / Tf\s/.test(content))
    .map((content) => wordsOf(content, fonts))
    .join('')
    .replace(/\s/g, '');
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1');
  const found = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\s*/g)];
  return new Map(
    found.map((match, at) => {
      const start = match.index + match[0].length;
      const end = found[at + 1]?.index ?? text.length;
      const body = text.slice(start, end);
      const opens = /stream\r?\n/.exec(body);
      if (!opens) return [match[1] ?? '', { dictionary: body, stream: null }];
      const from = start + opens.index + opens[0].length;
      const bytes = pdf.subarray(from, start + body.lastIndexOf('endstream'));
      const dictionary = body.slice(0, opens.index);
      return [match[1] ?? '', { dictionary, stream: inflated(bytes, dictionary) }];
    }),
  );
}

function inflated(bytes: Buffer, dictionary: string): Buffer | null {
  if (!dictionary.includes('/FlateDecode')) return bytes;
  try {
    return inflateSync(bytes);
  } catch {
    return null;
  }
}

/** Glyphs as four hexadecimal digits, with the characters that they stand for. */
function charactersOf(map: string): ReadonlyMap<string, string> {
  const characters = new Map<string, string>();
  const decode = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', unicode = ''] of block.matchAll(/<(\w{4})>\s*<(\w+)>/g))
      characters.set(glyph.toUpperCase(), decode(unicode));
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', unicode = ''] of block.matchAll(
      /<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g,
    )) {
      for (let at = 0; at <= Number.parseInt(last, 16) - Number.parseInt(first, 16); at += 1) {
        const glyph = (Number.parseInt(first, 16) + at).toString(16).padStart(4, '0').toUpperCase();
        characters.set(glyph, String.fromCharCode(Number.parseInt(unicode, 16) + at));
      }
    }
  }
  return characters;
}

function wordsOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  const words: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|(<[\w\s]+>|\[[^\]]*\])\s*T[jJ]/g)) {
    if (name) font = fonts.get(name) ?? new Map();
    if (!shown) continue;
    const glyphs = [...shown.matchAll(/<([\w\s]+)>/g)].flatMap(([, hex = '']) => hex.match(/\w{4}/g) ?? []);
    words.push(glyphs.map((glyph) => font.get(glyph.toUpperCase()) ?? '').join(''));
  }
  return words.join('');
}

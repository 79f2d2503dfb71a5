import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shortcuts } from '../shell/shortcuts.ts';
import { maxPictureBytes, pictureFiles } from './guide-pictures.ts';

const guides = ['en', 'ar'].map((language) => ({
  language,
  text: readFileSync(`docs/nurse-guide.${language}.md`, 'utf8'),
}));
const folder = 'docs/pictures';

/** Pictures that a page names, with the words for whoever cannot see them. */
function picturesOf(text: string) {
  return [...text.matchAll(/!\[([^\]]*)\]\((?:docs\/)?pictures\/([^)]+)\)/g)].map(([, words, file]) => ({
    words,
    file,
  }));
}

describe('the nurse’s guide', () => {
  it('has the same parts and pictures in both languages', () => {
    const [english, arabic] = guides.map(({ language, text }) => ({
      parts: [...text.matchAll(/^(#+) (\d*)/gm)].map(([, level, number]) => `${level} ${number}`),
      pictures: picturesOf(text).map(({ file }) => file?.replace(`.${language}.png`, '')),
      tableRows: text.match(/^\|/gm)?.length,
    }));

    expect(arabic).toEqual(english);
    expect(english?.parts.length).toBeGreaterThan(10);
  });

  it('says in words what each picture shows', () => {
    const silent = guides.flatMap(({ text }) => picturesOf(text)).filter(({ words }) => !words);

    expect(silent).toEqual([]);
  });

  it('names keys that the window has', () => {
    const real: readonly string[] = shortcuts.flatMap(({ keys }) => keys.flatMap(({ press }) => [...press]));
    const named = guides.flatMap(({ text }) =>
      [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, key = '']) => key),
    );

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((key) => !real.includes(key))).toEqual([]);
  });

  it('is whole from right to left in Arabic', () => {
    const text = guides.find(({ language }) => language === 'ar')?.text ?? '';

    expect(text.startsWith('<div dir="rtl" lang="ar">\n\n')).toBe(true);
    expect(text.trimEnd().endsWith('\n\n</div>')).toBe(true);
  });
});

describe('docs/pictures', () => {
  const there = readdirSync(folder).sort();
  const pages = [
    'README.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ].map((file) => readFileSync(file, 'utf8'));

  it('holds every picture that a page names, and none that nobody names', () => {
    const named = new Set(pages.flatMap((text) => picturesOf(text).map(({ file }) => file)));

    expect([...named].sort()).toEqual(there);
  });

  it('holds everything that `npm run docs:pictures` makes', () => {
    expect(pictureFiles().filter((name) => !there.includes(name))).toEqual([]);
  });

  it('holds pictures of the size that a guide can bear', () => {
    const large = pictureFiles().filter((name) => statSync(`${folder}/${name}`).size >= maxPictureBytes);

    expect(large).toEqual([]);
  });
});

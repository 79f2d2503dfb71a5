import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(process.cwd(), 'renderer');
const files = (ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => ending.test(name) && !name.includes('.test.') && !name.startsWith('e2e'),
  );

/** Declarations that know left and right: an Arabic window would have them on the wrong side. */
const physical =
  /(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-[a-z]+)*|left|right|top|bottom|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g;

/** Without media queries, which speak of the screen, and comments. */
function declarations(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@media[^{]*\{/g, '{');
}

it('no style sheet names a side of the screen: only start and end, inline and block', () => {
  const found = files(/\.css$/).flatMap((name) =>
    [...declarations(readFileSync(join(folder, name), 'utf8')).matchAll(physical)].map(
      ([match]) => `${name}: ${match.trim()}`,
    ),
  );

  expect(found).toEqual([]);
});

it('no component does so either', () => {
  const inCode =
    /\b(?:margin|padding|border)(?:Left|Right)\b|\b(?:textAlign|float)\s*[:=]\s*['"](?:left|right)['"]|style=\{\{[^}]*\b(?:left|right)\s*:/;
  const found = files(/\.tsx$/).filter((name) => inCode.test(readFileSync(join(folder, name), 'utf8')));

  expect(found).toEqual([]);
});

it('finds them at all', () => {
  const matches = (css: string) => [...declarations(css).matchAll(physical)].length;

  expect(matches('.a { margin-left: 1px; }')).toBe(1);
  expect(matches('.a { text-align: right; left: 0 }')).toBe(2);
  expect(matches('@media (max-width: 10px) { .a { margin-inline-start: 1px; inset-block: 0 } }')).toBe(0);
});

it('numbers and dates have Latin digits in every place that formats them', () => {
  const formatting =
    /new Intl\.(?:NumberFormat|DateTimeFormat|RelativeTimeFormat)\(|toLocale(?:Date|Time)?String\(/;
  const found = files(/\.tsx?$/).filter((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    return formatting.test(source) && !/nu-latn|'en-GB'/.test(source);
  });

  expect(found).toEqual([]);
});

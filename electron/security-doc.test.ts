import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const document = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

it('docs/security.md names tests that exist, and one for each of the 24 requirements', () => {
  const named = [...document.matchAll(/`([\w./-]+\.(?:test\.tsx?|spec\.ts|mjs))`/g)].map(
    ([, path = '']) => path,
  );
  const places = (path: string) => [join(root, path), join(root, 'renderer', 'e2e', path)];
  expect(named.filter((path) => !places(path).some((place) => existsSync(place)))).toEqual([]);

  const rows = document.split('\n').filter((line) => /^\| SEC-\d\d /.test(line));
  expect(rows.map((row) => row.slice(2, 8))).toEqual(
    Array.from({ length: 24 }, (_, index) => `SEC-${String(index + 1).padStart(2, '0')}`),
  );
  expect(rows.filter((row) => !/\.(test|spec)\.tsx?`/.test(row))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createI18n } from './i18n.ts';

const folder = join(process.cwd(), 'renderer');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.startsWith('e2e'),
);
const { t, exists } = createI18n('en');

/** Keys that stand in the source as they are, with the room that the file asked for. */
function literalKeys(source: string): readonly string[] {
  const room = /useTranslation\('(\w+)'\)/.exec(source)?.[1] ?? 'common';
  const keys = [...source.matchAll(/\bt\(\s*'([\w:.]+)'/g)].map(([, key = '']) => key);
  return keys.map((key) => (key.includes(':') ? key : `${room}:${key}`));
}

it('uses no word that the catalog has not', () => {
  const unknown = sources.flatMap((name) =>
    literalKeys(readFileSync(join(folder, name), 'utf8'))
      .filter((key) => !exists(key) && !exists(key, { count: 2 }))
      .map((key) => `${name}: ${key}`),
  );

  expect(unknown).toEqual([]);
});

it('finds the keys at all', () => {
  expect(literalKeys("t('save') t('queue:title', { count })")).toEqual(['common:save', 'queue:title']);
  expect(t('common:save')).toBe('Save');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { managedKeys, readValues } from './config-keys.ts';
import { configSchema, expectationOf } from './config-schema.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

it('is published as JSON schema; after a change: npx vitest run electron/managed/config-schema -u', async () => {
  const text = `${JSON.stringify(configSchema(), null, 2)}\n`.replace(
    /\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g,
    (_, items: string) => `[${items.replace(/,\s+/g, ', ')}]`,
  );

  await expect(text).toMatchFileSnapshot(join(docs, 'config.schema.json'));
});

it('has every key in the operations page, and the example there is valid', () => {
  const page = readFileSync(join(docs, 'operations.md'), 'utf8');
  for (const key of Object.keys(managedKeys)) expect(page).toContain(`\`${key}\``);
  const [, example = ''] = /```json\n(\{[\s\S]*?\n\})\n```/.exec(page) ?? [];

  expect(readValues('file', JSON.parse(example)).problems).toEqual([]);
});

it('says for every key what it takes', () => {
  for (const key of Object.keys(managedKeys)) expect(expectationOf(key)).not.toBe('text');
});

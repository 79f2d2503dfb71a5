import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditActions } from '../core/contract/audit.ts';

const root = join(import.meta.dirname, '..');

/** Actions that the sources write to the audit trail: what stands in quotes just behind an append or a record of it. */
function writtenActions(text: string): readonly string[] {
  // Events of the log look the same and are none.
  const source = text.replaceAll(/\blog\.(?:info|warn|error)\('[^']+'/g, '');
  const regions = [...source.matchAll(/audit\.append\(|\brecord\('|\baction: /g)].map(
    ({ 0: found, index }) => {
      const region = source.slice(index, index + 260);
      return found === 'action: ' ? (region.split(/[;,]\n|\}/)[0] ?? '') : region;
    },
  );
  return regions.flatMap((region) =>
    [...region.matchAll(/'((?!icon\.)[a-z]+\.[a-z][a-zA-Z]+)'/g)].map(([, action = '']) => action),
  );
}

it('has words for every action that is written', () => {
  const sources = ['core', 'db', 'electron'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|fixture|contract/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const written = new Set(sources.flatMap(writtenActions));

  expect(written.size).toBeGreaterThan(20);
  expect([...written].filter((action) => !(auditActions as readonly string[]).includes(action))).toEqual([]);
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('the demonstration delivers, is refused once, corrects and ends well', { timeout: 120_000 }, () => {
  const { status, stdout } = spawnSync('node', [join(import.meta.dirname, 'demo.ts')], { encoding: 'utf8' });

  expect(stdout).toContain('The demonstration succeeded.');
  expect(stdout).toMatch(/'ADT\^A04' +│ 20 +│ 1 /);
  expect(status).toBe(0);
});

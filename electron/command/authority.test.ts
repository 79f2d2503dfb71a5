import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mayAdminister } from './authority.ts';
import { runCommand } from './run-command.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'clinic-outbox-authority-'));

it('whoever may write the folder of config.json administers an installed PC, and leaves nothing there', () => {
  const configDir = folder();

  expect(mayAdminister({ packaged: true, configDir })).toBe(true);
  expect(readdirSync(configDir)).toEqual([]);
  rmSync(configDir, { recursive: true });
});

it.each([
  ['is missing', (path: string) => rmSync(path, { recursive: true })],
  [
    'is no folder',
    (path: string) => {
      rmSync(path, { recursive: true });
      writeFileSync(path, '');
    },
  ],
])('nobody does where that folder %s', (_, spoil) => {
  const configDir = folder();
  spoil(configDir);

  expect(mayAdminister({ packaged: true, configDir })).toBe(false);
  rmSync(configDir, { recursive: true, force: true });
});

it.each([
  [{ name: 'import-secret', destination: null }],
  [{ name: 'import-roster', file: 'roster.csv' }],
] as const)('without it %j is refused before anything is read', async (command) => {
  const configDir = join(folder(), 'none');
  const site = { dataDir: join(configDir, 'data'), configDir, packaged: true, testOnly: false };

  expect(await runCommand(command, site)).toMatchObject({ reason: 'NOT_ALLOWED' });
});

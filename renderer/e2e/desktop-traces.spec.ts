import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  saveScreening,
} from './steps.ts';

/** Every file below a folder, with its bytes. */
function filesBelow(folder: string): readonly { readonly path: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}

// B12 (safeStorage) is not tested because it is not used: the machine's DPAPI wraps the key (docs/decisions/0011).
test('B7: nothing of what was shown, typed and sent is on the disk afterwards, in profile, data or temporary folder', async ({
  start,
  dataDir,
}) => {
  const host = await start();
  const { page, electron } = host;
  if (!electron) throw new Error('no desktop');
  const storagePath = await electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.session.storagePath,
  );
  expect(storagePath).toBeNull();
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await chooseStudent(page, 'S104201');
  await expect(page.getByText('Al Marri').first()).toBeVisible();
  await saveScreening(page, { height: '118', weight: '21' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  await page.evaluate(() => {
    localStorage.setItem('canary', 'CANARY-OF-THE-PAGE');
    sessionStorage.setItem('canary', 'CANARY-OF-THE-PAGE');
    // biome-ignore lint/suspicious/noDocumentCookie: whether it reaches the disk is the question
    document.cookie = 'canary=CANARY-OF-THE-PAGE; max-age=9999';
  });
  for (const name of ['Activity', 'Settings'] as const) await goTo(page, name);
  await host.close();

  const canaries = ['Al Marri', 'AL MARRI', 'S104201', 'المري', '784-', 'CANARY-OF-THE-PAGE', 'PID|1|'];
  const folders = [dataDir, `${dataDir}-profile`, `${dataDir}-temp`];
  const files = folders.flatMap(filesBelow);
  expect(files.map(({ path }) => basename(path))).toContain('outbox.db');
  expect(files.length).toBeGreaterThan(8);
  const traces = files.flatMap(({ path, bytes }) =>
    canaries
      .filter((canary) => bytes.includes(canary, 0, 'utf8') || bytes.includes(canary, 0, 'utf16le'))
      .map((canary) => `${canary} in ${path}`),
  );
  expect(traces).toEqual([]);
  expect(files.filter(({ path }) => /\.dmp$/.test(path))).toEqual([]);
});

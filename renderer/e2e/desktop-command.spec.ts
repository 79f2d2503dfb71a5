import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { chooseStudent, completeSetUp, importRoster, makeAdministrator, saveScreening } from './steps.ts';

/** Runs a command in an Electron of its own, as IT's script does, and reads its result from the file. */
async function command(folder: string, flags: readonly string[], input = '') {
  const output = join(folder, 'result.json');
  const child = spawn(process.env.CLINIC_OUTBOX_ELECTRON ?? '', ['.', ...flags, '--output', output], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin?.end(input);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return { exitCode, result: JSON.parse(readFileSync(output, 'utf8')) as Record<string, unknown> };
}

test('commands work beside the running application: --status looks, --drain has it send at once', async ({
  start,
  dataDir,
  folder,
  receiver,
}) => {
  test.setTimeout(120_000);
  const { page, electron } = await start();
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await receiver.stop();
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118', weight: '21' });
  await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

  const status = await command(folder, ['--status', '--data-dir', dataDir]);
  const late = await command(folder, ['--drain', '--timeout-seconds', '1', '--data-dir', dataDir]);

  expect(status).toMatchObject({ exitCode: 0, result: { unsent: 2, liveness: { sending: true } } });
  expect(late).toMatchObject({ exitCode: 8, result: { reason: 'MESSAGES_LEFT', waiting: 2 } });

  await receiver.start();
  const drained = await command(folder, ['--drain', '--data-dir', dataDir]);
  const secret = await command(folder, ['--import-secret', '--data-dir', dataDir], 'an invented key\n');
  const refused = await command(folder, ['--status', '--drain', '--data-dir', dataDir]);

  expect(drained).toMatchObject({ exitCode: 0, result: { waiting: 0, sent: 2 } });
  // Electron's own standard input is always at its end: the key must come all the same.
  expect(secret).toMatchObject({ exitCode: 0, result: { destination: { name: 'Practice receiver' } } });
  expect(refused).toMatchObject({ exitCode: 2, result: { reason: 'BAD_ARGUMENTS' } });
  // A command is no second start: the window that was hidden stays hidden, and no other one opened.
  expect(
    await electron?.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    ),
  ).toEqual([false]);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeAdministrator, signIn } from './steps.ts';

const signInButton = { name: 'Sign in' } as const;

/** Kills the renderer as a fault of its own would. */
const crash = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });

/** Answers every question of the system from now on, and notes it. */
const answerQuestions = (electron: ElectronApplication, button: string) =>
  electron.evaluate(({ dialog }, wanted) => {
    const state = globalThis as unknown as { questions: string[] };
    state.questions = [];
    dialog.showMessageBox = (async (...all: readonly unknown[]) => {
      const { message, buttons = [] } = all.at(-1) as Electron.MessageBoxOptions;
      state.questions.push(message);
      return { response: buttons.indexOf(wanted), checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  }, button);

const questions = (electron: ElectronApplication) =>
  electron.evaluate(() => (globalThis as unknown as { questions: string[] }).questions);

const isVisible = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

/** The process ends by itself, with a code. */
async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('B6: closing the window hides it; a second start shows it and ends, a hidden one as of the watchdog shows nothing', async ({
  start,
  dataDir,
}) => {
  const { page, electron } = await start();
  if (!electron) throw new Error('no desktop');
  const startAgain = (...flags: readonly string[]) => {
    const args = ['.', '--data-dir', dataDir, ...flags];
    return ended(spawn(process.env.CLINIC_OUTBOX_ELECTRON ?? '', args, { stdio: 'ignore' }));
  };
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => isVisible(electron)).toBe(false);

  expect(await startAgain('--hidden')).toBe(0);
  expect(await isVisible(electron)).toBe(false);
  expect(await startAgain()).toBe(0);

  await expect.poll(() => isVisible(electron)).toBe(true);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(readdirSync(join(dataDir, 'runs'))).toHaveLength(1);
});

test('B5: a page that crashes or hangs comes back signed out, asks when it does so again and again, and sending goes on', async ({
  start,
  dataDir,
}) => {
  const { page, electron } = await start();
  if (!electron) throw new Error('no desktop');
  await makeAdministrator(page);
  const comesBack = async (make: () => Promise<unknown>) => {
    const [fresh] = await Promise.all([electron.waitForEvent('window'), make()]);
    await expect(fresh.getByRole('button', signInButton)).toBeVisible();
    return fresh;
  };
  const sender = () =>
    JSON.parse(readFileSync(join(dataDir, 'status.json'), 'utf8')) as { readonly sender: string };

  await comesBack(() => crash(electron));
  await answerQuestions(electron, 'Load the window again');
  const again = await comesBack(async () => {
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
    });
  });
  expect(await questions(electron)).toEqual(['The window does not answer.']);

  await comesBack(() => crash(electron));
  expect(await questions(electron)).toEqual([
    'The window does not answer.',
    'The window stopped several times.',
  ]);
  expect(again.isClosed()).toBe(true);
  expect(sender().sender).toBe('running');
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('B11: a fault in main ends it with a code and without its text; the next start says so; the end of the session closes all', async ({
  start,
  dataDir,
}) => {
  const first = await start();
  await makeAdministrator(first.page);
  const fault = first.electron?.process();
  if (!fault) throw new Error('no desktop');
  await first.electron?.evaluate(() => {
    setTimeout(() => {
      throw new TypeError('SALEM AL MARRI');
    }, 0);
  });

  expect(await ended(fault)).toBe(70);
  const log = readFileSync(join(dataDir, 'logs', 'clinic-outbox.log'), 'utf8');
  expect(log).toContain('error main.uncaughtException {"code":"TypeError"}');
  expect(log).not.toContain('SALEM');

  const second = await start();
  await signIn(second.page);
  await expect(
    second.page.getByText('Clinic Outbox stopped by a fault and was started again.'),
  ).toBeVisible();
  const child = second.electron?.process();
  if (!child) throw new Error('no desktop');
  // The call itself dies with the process: nothing of it comes back.
  void second.electron
    ?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('session-end'))
    .catch(() => {});

  expect(await ended(child)).toBe(0);
  expect(existsSync(join(dataDir, 'outbox.db-wal'))).toBe(false);
  expect(JSON.parse(readFileSync(join(dataDir, 'status.json'), 'utf8'))).toMatchObject({ sender: 'stopped' });
  expect(readdirSync(join(dataDir, 'runs'))).toEqual([]);
});

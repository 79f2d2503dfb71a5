import { once } from 'node:events';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  saveScreening,
  signIn,
} from './steps.ts';

/** What the system was asked to show: no test can read a tray menu or a notification from outside. */
interface Watched {
  menu: readonly { readonly id?: string; readonly label?: string; readonly enabled?: boolean }[];
  readonly notices: string[];
}

/** Notes every menu that is built and every notification that is shown, from now on. */
async function watch(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ Menu, Notification }) => {
    const watched: Watched = { menu: [], notices: [] };
    const state = globalThis as unknown as { watched: Watched; click: Map<string, () => void> };
    state.watched = watched;
    state.click = new Map();
    const build = Menu.buildFromTemplate;
    Menu.buildFromTemplate = (template) => {
      // Electron builds each submenu through here as well.
      if (!template.some(({ id }) => id === 'quit')) return build(template);
      watched.menu = template.map(({ id, label, enabled }) => ({
        ...(id ? { id } : {}),
        ...(label ? { label } : {}),
        ...(enabled === undefined ? {} : { enabled }),
      }));
      for (const item of template.flatMap((each) => [each, ...((each.submenu as never[]) ?? [])])) {
        const { id, click } = item as { id?: string; click?: () => void };
        if (id && click) state.click.set(id, click);
      }
      return build(template);
    };
    Notification.prototype.show = function show(this: Electron.Notification) {
      watched.notices.push(`${this.title}: ${this.body}`);
    };
  });
}

const watched = (electron: ElectronApplication) =>
  electron.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);

const click = (electron: ElectronApplication, id: string) =>
  electron.evaluate((_, name) => {
    (globalThis as unknown as { click: Map<string, () => void> }).click.get(name)?.();
  }, id);

const labels = async (electron: ElectronApplication) =>
  (await watched(electron)).menu.map(({ label }) => label ?? '-');

test('the tray counts, opens, asks and pauses, and tells what needs a person without a name', async ({
  start,
  receiver,
}) => {
  receiver.faults({ rules: [{ answer: 'AE', when: { nth: 1 }, err: { code: '102', location: 'PID-19' } }] });
  await receiver.stop();
  await receiver.start();
  const { page, electron } = await start();
  if (!electron) throw new Error('no desktop');
  await watch(electron);
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118', weight: '21' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 1);

  const globalKey = () =>
    electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Ctrl+Alt+N'));
  expect(await globalKey()).toBe(true);
  await goTo(page, 'Settings');
  await page.getByRole('switch', { name: /Ctrl\+Alt\+N/ }).click();
  await expect.poll(globalKey).toBe(false);
  await goTo(page, 'Queue');

  await expect.poll(() => labels(electron)).toContain('Retry failed (1)...');
  expect(await labels(electron)).toContain('1 message needs attention.');
  await expect.poll(async () => (await watched(electron)).notices.join()).toContain('needs a person');
  for (const text of [...(await labels(electron)), ...(await watched(electron)).notices])
    expect(text).not.toMatch(/S1042|Al Marri|Hassan|Mariam/i);

  const visible = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(visible).toBe(false);
  await expect.poll(async () => (await watched(electron)).notices.at(-1)).toContain('keeps running');
  await click(electron, 'retryFailed');
  await expect.poll(visible).toBe(true);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();

  await click(electron, 'pause60');
  await expect(page.getByText(/Sending to Practice receiver is paused/)).toBeVisible();
  await expect.poll(() => labels(electron)).toContain('Resume sending');
  await click(electron, 'resume');
  await expect.poll(() => labels(electron)).toContain('Pause sending');

  await click(electron, 'diagnostics');
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({ format: 1, unsent: { failed: 1 } });

  await click(electron, 'test');
  await expect(page.getByRole('tab', { name: 'Connection', selected: true })).toBeVisible();
  await click(electron, 'settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

  await page.getByRole('button', { name: /العربية/ }).click();
  await expect.poll(() => labels(electron)).toContain('نسخ بيانات التشخيص');

  await electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  await expect(page.getByText('مخفي. اضغط أي مفتاح وأخبرنا من يعمل الآن.')).toBeVisible();
});

/** Answers the system's questions in order instead of a person, and notes what was asked. */
const answerQuestions = (electron: ElectronApplication, answers: readonly number[]) =>
  electron.evaluate(({ dialog }, given) => {
    const state = globalThis as unknown as { asked: string[] };
    state.asked = [];
    const left = [...given];
    dialog.showMessageBox = ((options: Electron.MessageBoxOptions) => {
      state.asked.push(`${options.message} ${options.detail ?? ''}`.trim());
      return Promise.resolve({ response: left.shift() ?? 0, checkboxChecked: false });
    }) as never;
  }, answers);

const questions = (electron: ElectronApplication) =>
  electron.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked);

test('quitting asks about what no draft keeps, and loses nothing that was typed', async ({ start }) => {
  const first = await start();
  const { page, electron } = first;
  if (!electron) throw new Error('no desktop');
  await watch(electron);
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await chooseStudent(page, 'S104201');
  await page.getByRole('button', { name: 'Student page' }).click();
  await page.getByLabel('Given name', { exact: true }).fill('Danyal');

  await answerQuestions(electron, [1, 0]);
  await click(electron, 'quit');
  await expect
    .poll(() => questions(electron))
    .toEqual([
      'Quit Clinic Outbox? No messages are waiting.',
      'Quit without saving? Something on the open page is not saved. If you quit, it is lost.',
    ]);
  await expect(page.getByLabel('Given name', { exact: true })).toHaveValue('Danyal');
  await page.getByRole('button', { name: 'Save student' }).click();
  await expect(page.getByText(/^Saved\./).first()).toBeVisible();

  await chooseStudent(page, 'S104202');
  await page.getByLabel('Weight').fill('21');
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  await answerQuestions(electron, [0, 1]);
  await click(electron, 'quit');
  await expect
    .poll(() => questions(electron))
    .toEqual([expect.stringContaining('1 assessment is not finished. It is kept as a draft.')]);
  const ended = once(electron.process(), 'exit');
  await page.getByLabel('Height').fill('118');
  // Sooner than half a second after the last key: the page keeps it while it closes.
  await click(electron, 'quit').catch(() => {});
  await ended;

  const second = await start();
  await signIn(second.page);
  await goTo(second.page, 'New assessment');
  await second.page.getByRole('button', { name: /^Continue. We kept/ }).click();
  await expect(second.page.getByLabel('Height')).toHaveValue('118');
});

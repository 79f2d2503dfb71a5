import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from './fixtures.ts';
import { makeAdministrator } from './steps.ts';

test('closing the window hides it, and the application goes on', async ({ start }) => {
  const { page, electron } = await start();
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();

  const visible = () =>
    electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  await expect.poll(visible).toBe(false);
  expect(await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a second start shows the window of the first and ends; a hidden one, as of the watchdog, shows nothing', async ({
  start,
  dataDir,
}) => {
  const { page, electron } = await start();
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();
  await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const isVisible = () =>
    electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  const startAgain = (...flags: readonly string[]) => {
    const args = ['.', '--data-dir', dataDir, ...flags];
    return once(spawn(process.env.CLINIC_OUTBOX_ELECTRON ?? '', args, { stdio: 'ignore' }), 'exit');
  };

  await startAgain('--hidden');
  expect(await isVisible()).toBe(false);

  await startAgain();
  await expect.poll(isVisible).toBe(true);
});

test('the renderer has no Node, cannot leave, open, fetch or be granted anything', async ({ start }) => {
  const { page, electron } = await start();
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();

  const found = await page.evaluate(async () => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    bridge: Object.keys((globalThis as unknown as { outbox: object }).outbox).sort(),
    opened: window.open('https://example.org') === null,
    fetched: await fetch('https://example.org').then(
      () => true,
      () => false,
    ),
    inlineScriptRan: (() => {
      try {
        const script = document.createElement('script');
        script.textContent = 'globalThis.ran = true';
        document.body.append(script);
      } catch {
        // Trusted Types refuse the text itself.
      }
      return 'ran' in globalThis;
    })(),
    notifications: await Notification.requestPermission(),
  }));
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });

  expect(found).toEqual({
    require: 'undefined',
    process: 'undefined',
    bridge: ['call', 'on'],
    opened: true,
    fetched: false,
    inlineScriptRan: false,
    notifications: 'denied',
  });
  expect(page.url()).toMatch(/^app:\/\/clinic-outbox\//);
  expect(await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('nothing breaks the Content-Security-Policy while the window is used', async ({ start }) => {
  const { page } = await start();
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as unknown as { violations: string[] }).violations = seen;
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
  });

  await makeAdministrator(page);
  for (const name of ['New assessment', 'Queue', 'Activity', 'Settings']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByText(name).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual(
    [],
  );
});

test('a renderer that crashes comes back signed out, and the sender goes on', async ({ start }) => {
  const { page, electron } = await start();
  await makeAdministrator(page);

  const next = electron?.waitForEvent('window');
  await electron?.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });

  const fresh = await next;
  await expect(
    fresh?.getByRole('button', { name: 'Sign in' }) as NonNullable<ReturnType<typeof page.getByRole>>,
  ).toBeVisible();
});

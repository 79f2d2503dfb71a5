import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

test.use({ violations: 'provoked' });

/** What code in the page would find, if some got in. Each answer is a plain value. */
function attackFromWithin(page: Page) {
  return page.evaluate(async () => {
    const tried = (run: () => unknown) => {
      try {
        run();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    // In a task of the page's own: what the debugger runs may evaluate text, policy or not.
    const later = (run: () => unknown) =>
      new Promise<string>((resolve) => {
        setTimeout(() => resolve(tried(run)), 0);
      });
    const fetched = (address: string) =>
      fetch(address).then(
        () => 'done',
        () => 'refused',
      );
    const script = (how: (made: HTMLScriptElement) => void) =>
      tried(() => {
        const made = document.createElement('script');
        how(made);
        document.body.append(made);
      });
    const global = globalThis as unknown as Record<string, unknown>;
    return {
      require: typeof global.require,
      process: typeof global.process,
      module: typeof global.module,
      bridge: Object.keys(global.outbox as object).sort(),
      unknownChannel: await (global.outbox as { call(name: string, input: unknown): Promise<unknown> })
        .call('shell.openExternal', {})
        .then(
          () => 'done',
          () => 'refused',
        ),
      evaluated: await later(() => {
        // biome-ignore lint/security/noGlobalEval: that it is refused is the point
        globalThis.eval('globalThis.ran = true');
      }),
      made: await later(() => new Function('globalThis.ran = true')()),
      inlineScript: script((made) => {
        made.textContent = 'globalThis.ran = true';
      }),
      markup: tried(() => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.ran = true">');
      }),
      ran: 'ran' in global,
      remote: await fetched('https://example.org/'),
      local: await fetched('file:///etc/hostname'),
      own: await fetched('app://clinic-outbox/index.html'),
      stored: tried(() => localStorage.setItem('a', 'b')),
    };
  });
}

/** The ways out of the page: another window, another address, an embedded one, a file dropped on it, a download. */
async function tryToLeave(page: Page, electron: ElectronApplication, dropped: string) {
  const opened = await page.evaluate(() => window.open('https://example.org') === null);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'data:text/csv,a';
    link.download = 'taken-away.csv';
    document.body.append(link);
    link.click();
    for (const tag of ['iframe', 'webview']) {
      const made = document.createElement(tag);
      made.setAttribute('src', 'app://clinic-outbox/index.html');
      document.body.append(made);
    }
    location.href = 'https://example.org/';
  });
  await page.evaluate((path) => {
    location.href = `file://${path}`;
  }, dropped);
  // A drop is a navigation to the file, unless main forbids it: the input of a real one, from outside the page.
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [dropped], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  const windows = await electron.evaluate(({ BrowserWindow, webContents }) => ({
    windows: BrowserWindow.getAllWindows().length,
    contents: webContents.getAllWebContents().map((each) => each.getURL()),
    frames: webContents.getAllWebContents()[0]?.mainFrame.framesInSubtree.map(({ origin }) => origin),
  }));
  return { opened, ...windows };
}

test('B1 B2 B3 B4: the database is encrypted; the page has no Node, runs nothing of others, goes nowhere, is granted nothing', async ({
  start,
  dataDir,
  folder,
}) => {
  const { page, electron } = await start();
  if (!electron) throw new Error('no desktop');
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();

  await test.step('B1: the addon loads, and the file shows nothing of SQLite', () => {
    const head = Buffer.alloc(16);
    const file = openSync(join(dataDir, 'outbox.db'), 'r');
    readSync(file, head, 0, 16, 0);
    closeSync(file);
    expect(head.includes('SQLite')).toBe(false);
  });

  await test.step('B2: no Node, and CSP and Trusted Types refuse what is not ours', async () => {
    expect(await attackFromWithin(page)).toEqual({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      bridge: ['call', 'on'],
      unknownChannel: 'refused',
      evaluated: 'EvalError',
      made: 'EvalError',
      inlineScript: 'TypeError',
      markup: 'TypeError',
      ran: false,
      remote: 'refused',
      local: 'refused',
      own: 'refused',
      stored: 'done',
    });
  });

  await test.step('B4: every permission, device and picture of the screen is denied', async () => {
    const granted = await page.evaluate(async () => {
      const asked = (what: Promise<unknown>) =>
        what.then(
          () => 'granted',
          () => 'denied',
        );
      return {
        notifications: await Notification.requestPermission(),
        camera: await asked(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await asked(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await asked(navigator.clipboard.readText()),
        place: await asked(
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
      };
    });
    expect(granted).toEqual({
      notifications: 'denied',
      camera: 'denied',
      screen: 'denied',
      clipboard: 'denied',
      place: 'denied',
    });
  });

  await test.step('B3 B4: no window, navigation, dropped file, frame, webview or download', async () => {
    const dropped = join(folder, 'dropped.html');
    writeFileSync(dropped, '<title>dropped</title>');
    await electron.evaluate(({ BrowserWindow }) => {
      const { session } = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
      const state = globalThis as unknown as { downloads: string[] };
      state.downloads = [];
      session?.on('will-download', (event, item) => {
        state.downloads.push(`${event.defaultPrevented} ${item.getURL().slice(0, 5)}`);
      });
    });

    const left = await tryToLeave(page, electron, dropped);

    expect(left.opened).toBe(true);
    expect(left.windows).toBe(1);
    expect(left.contents).toEqual([expect.stringMatching(/^app:\/\/clinic-outbox\//)]);
    // What the policy refuses to embed leaves a frame of an opaque origin.
    expect(left.frames?.filter((origin) => origin !== 'null')).toEqual(['app://clinic-outbox']);
    expect(page.url()).toMatch(/^app:\/\/clinic-outbox\//);
    await expect
      .poll(() => electron.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads))
      .toEqual(['true data:']);
    // Playwright still waits for the navigation that never comes: main looks instead.
    const formIsThere = await electron.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.executeJavaScript('document.querySelector("form") !== null'),
    );
    expect(formIsThere).toBe(true);
  });

  await test.step('B3: a request of an embedded frame is refused and written down', async () => {
    const answered = await electron.evaluate(async ({ ipcMain, webContents }) => {
      // No frame of another origin can be made in this page: its request is made in its place.
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (...all: unknown[]) => unknown> }
      )._invokeHandlers;
      const sender = webContents.getAllWebContents()[0];
      const ask = (senderFrame: unknown) =>
        handlers.get('call')?.({ sender, senderFrame, _replyChannel: null }, 'session.current', {});
      return Promise.all([
        ask(null),
        ask({ parent: {}, origin: 'app://clinic-outbox' }),
        ask({ parent: null, origin: 'null' }),
        ask({ parent: null, origin: 'app://clinic-outbox' }),
      ]);
    });
    expect(answered).toMatchObject([
      { error: { code: 'UNTRUSTED_SENDER' } },
      { error: { code: 'UNTRUSTED_SENDER' } },
      { error: { code: 'UNTRUSTED_SENDER' } },
      { ok: true },
    ]);
    const log = readFileSync(join(dataDir, 'logs', 'clinic-outbox.log'), 'utf8');
    for (const reason of ['frameGone', 'embeddedFrame', 'otherOrigin'])
      expect(log).toContain(`ipc.refused {"reason":"${reason}"}`);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { beside, type Figure, inFolder, median } from './harness.ts';
import { measureBulkRetry } from './window-retry.ts';

const few = 1000;
const many = 100_000;
const rounds = 9;

/** What the prototype of the design reached with 100,000 rows and no database behind it, on a machine of the same kind. */
const prototype: Readonly<Record<string, string>> = {
  'first rows': '560 to 840 ms, boot included',
  'filter by tab': '29 to 52 ms',
  'search, per key': '65 to 76 ms',
  'select all': '13 to 22 ms',
  'scroll, median frame': '16.7 ms, no frame over 50 ms',
  'heap after use, MB': '12.3 MB',
};

/** The window in a browser on the preview host: what a person waits for, with few and with many messages behind it. */
export async function measureWindow(): Promise<readonly Figure[]> {
  const small = await measureAt(few);
  const large = await measureAt(many);
  const figures = Object.keys(prototype).flatMap((name): readonly Figure[] => {
    const [at, then] = [small[name] ?? Number.NaN, large[name] ?? Number.NaN];
    const growth = then / at;
    return [
      {
        metric: `window, ${name}: with ${many} / with ${few} messages`,
        value: growth.toFixed(2),
        reach: '<= 1.5',
        met: growth <= 1.5,
      },
      beside(
        `with ${few}; with ${many}; prototype`,
        `${at.toFixed(1)}; ${then.toFixed(1)}; ${prototype[name]}`,
      ),
    ];
  });
  const slow = large['frames over 50 ms'] ?? Number.NaN;
  return [
    ...figures,
    {
      metric: `window, frames over 50 ms in 3 s of scrolling`,
      value: String(slow),
      reach: '0',
      met: slow === 0,
    },
    ...(await measureBulkRetry()),
  ];
}

async function measureAt(messages: number): Promise<Readonly<Record<string, number>>> {
  return inFolder(async (folder) => {
    const failed = Math.round(messages * 0.004);
    fillQueue(join(folder, 'data'), { sent: messages - failed - 10, failed: 0, gaveUp: failed, pending: 10 });
    const { child, url } = await startPreview(folder);
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(url);
      await makeAdministrator(page);
      const session = await page.context().newCDPSession(page);
      return await measurePage(page, session);
    } finally {
      await browser.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
}

/** Starts the preview host on `folder/data` with a receiver that is not there: nothing changes while it is measured. */
export async function startPreview(
  folder: string,
): Promise<{ readonly child: ChildProcess; readonly url: string; readonly ipc: string }> {
  const profile = join(folder, 'profile.json');
  writeFileSync(
    profile,
    JSON.stringify({
      name: 'Nobody',
      kind: 'practice',
      transport: 'mllp',
      address: { host: '127.0.0.1', port: 9 },
      systemCode: 'TSTSYS',
      processingId: 'T',
    }),
  );
  const flags = [
    '--json',
    '--no-open',
    '--port',
    '0',
    '--data-dir',
    join(folder, 'data'),
    '--profile',
    profile,
  ];
  const child = spawn(process.execPath, ['electron/preview/main.ts', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; ipc: string }) };
}

async function makeAdministrator(page: Page): Promise<void> {
  await page.getByLabel('Name to sign in with').fill('Mariam');
  await page.getByLabel('Given name').fill('Mariam');
  await page.getByLabel('Family name').fill('Hassan');
  await page.getByLabel('Password', { exact: true }).fill('an invented password');
  await page.getByLabel('Password again').fill('an invented password');
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).getByText('Queue').click();
  await page.waitForSelector('[role=row][data-index="0"]');
}

async function measurePage(page: Page, session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const times = async (act: (round: number) => Promise<number>): Promise<number> => {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) took.push(await act(round));
    return median(took);
  };
  const pages = page.getByRole('navigation', { name: 'Pages' });
  const firstRows = await times(async () => {
    await pages.getByText('Settings').click();
    return untilPainted(page, 'nav a, nav button', 'Queue', '[role=row][data-index="3"] [data-action]');
  });
  const filter = await times((round) =>
    untilPainted(
      page,
      '[role=tab]',
      round % 2 === 0 ? 'Sent' : 'Failed',
      '[role=row][data-index="3"]',
      round % 2 === 0 ? 'Sent' : 'Failed',
    ),
  );
  await page.getByRole('tab', { name: /^All/ }).click();
  const selectAll = await times(async () => {
    const took = await untilPainted(
      page,
      '[role=columnheader] input',
      '',
      'footer [role=status]',
      'selected',
    );
    await page.getByRole('button', { name: 'Clear selection' }).click();
    return took;
  });
  const search = await times(async (round) => {
    const box = page.getByRole('searchbox');
    await box.fill('');
    await box.focus();
    return untilSearched(page, `S10${100 + round}`);
  });
  await page.getByRole('searchbox').fill('');
  await page.waitForTimeout(1000);
  const frames = await scroll(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return {
    'first rows': firstRows,
    'filter by tab': filter,
    'select all': selectAll,
    'search, per key': search,
    'scroll, median frame': median(frames),
    'frames over 50 ms': frames.filter((ms) => ms > 50).length,
    'heap after use, MB': usedSize / 2 ** 20,
  };
}

/** From a click on what says `text` until `wanted` is there (and says `says`) and the frame with it is painted. */
function untilPainted(page: Page, clicked: string, text: string, wanted: string, says = ''): Promise<number> {
  return page.evaluate(
    ({ clicked, text, wanted, says }) =>
      new Promise<number>((resolve) => {
        const target = [...document.querySelectorAll<HTMLElement>(clicked)].find((each) =>
          (each.textContent ?? '').startsWith(text),
        );
        const startedAt = performance.now();
        target?.click();
        const look = () => {
          const found = document.querySelector(wanted);
          if (found?.textContent?.includes(says))
            requestAnimationFrame(() => resolve(performance.now() - startedAt));
          else requestAnimationFrame(look);
        };
        look();
      }),
    { clicked, text, wanted, says },
  );
}

/** Types letter by letter and waits after the last one until the first row is of that student; the pause of typing is in it. */
async function untilSearched(page: Page, number: string): Promise<number> {
  await page.keyboard.type(number.slice(0, -1));
  await page.waitForTimeout(400);
  const startedAt = performance.now();
  await page.keyboard.type(number.slice(-1));
  await page.waitForFunction(
    (wanted) => document.querySelector('[role=row][data-index="0"]')?.textContent?.includes(wanted),
    number,
    { polling: 'raf' },
  );
  // What the window waits for on purpose, so that a word is one question and not six.
  const typingPauseMs = 150;
  return performance.now() - startedAt - typingPauseMs;
}

/** Scrolls 120 pixels with each frame for three seconds; the length of each frame in milliseconds. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const grid = document.querySelector('[role=grid]');
        const frames: number[] = [];
        const startedAt = performance.now();
        let last = startedAt;
        const step = (now: number) => {
          frames.push(now - last);
          last = now;
          grid?.scrollBy(0, 120);
          if (now - startedAt < 3000) requestAnimationFrame(step);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(step);
      }),
  );
}

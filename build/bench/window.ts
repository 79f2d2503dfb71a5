import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { beside, type Figure, inFolder, median } from './harness.ts';
import { measureBulkRetry } from './window-retry.ts';

const few = 1000;
const many = 100_000;
const rounds = 9;
const messagesPerStudent = 20;

/** What the prototype of the design reached with 100,000 rows and no database behind it, on a machine of the same kind. */
const prototype: Readonly<Record<string, string>> = {
  'first rows': '560 to 840 ms, boot included',
  'filter by tab': '29 to 52 ms',
  'search, per key': '65 to 76 ms',
  'select all': '13 to 22 ms',
  'scroll, mean frame': '16.7 ms (median), no frame over 50 ms',
  'heap after use, MB': '12.3 MB',
};

/** The window in a browser on the preview host: what a person waits for, with few and with many messages behind it. */
export async function measureWindow(): Promise<readonly Figure[]> {
  const figures = await inFolder(async (folder) => {
    const small = await openWith(few, join(folder, 'few'));
    const large = await openWith(many, join(folder, 'many'));
    try {
      return await inTurn(small, large);
    } finally {
      await small.close();
      await large.close();
    }
  });
  return [...figures, ...(await measureBulkRetry())];
}

/** Rounds of both sides in turn, so that a busy moment of the machine meets both. */
async function inTurn(small: OpenWindow, large: OpenWindow): Promise<readonly Figure[]> {
  const took = new Map<string, { readonly small: number[]; readonly large: number[] }>();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, act] of Object.entries(acts)) {
      const [ofSmall, ofLarge] = [await act(small, round + 1), await act(large, round + 1)];
      // The first round warms up and is thrown away.
      if (round < 0) continue;
      const both = took.get(name) ?? { small: [], large: [] };
      took.set(name, both);
      both.small.push(ofSmall);
      both.large.push(ofLarge);
    }
  }
  const frames = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    frames.small.push(...(await scroll(small.page)));
    frames.large.push(...(await scroll(large.page)));
  }
  // A frame is 16.7 ms or twice that: a median of them would jump, their mean does not.
  took.set('scroll, mean frame', { small: [mean(frames.small)], large: [mean(frames.large)] });
  const slowFrames =
    frames.large.filter((ms) => ms > 50).length - frames.small.filter((ms) => ms > 50).length;
  took.set('heap after use, MB', { small: [await heapMb(small)], large: [await heapMb(large)] });
  const figures = [...took].flatMap(([name, both]): readonly Figure[] => {
    const [at, then] = [median(both.small), median(both.large)];
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
  return [...figures, beside(`frames over 50 ms in 3 s of scrolling, more than with ${few}`, slowFrames)];
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

interface OpenWindow {
  readonly page: Page;
  readonly session: CDPSession;
  close(): Promise<void>;
}

async function openWith(messages: number, folder: string): Promise<OpenWindow> {
  mkdirSync(folder, { recursive: true });
  const failed = Math.round(messages * 0.004);
  fillQueue(join(folder, 'data'), {
    sent: messages - failed - 10,
    failed: 0,
    gaveUp: failed,
    pending: 10,
    // More messages mean more students, as in a school.
    students: messages / messagesPerStudent,
  });
  const { child, url } = await startPreview(folder);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(url);
  await makeAdministrator(page);
  return {
    page,
    session: await page.context().newCDPSession(page),
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
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

/** What is done in each round, in this order: each leaves the page as the next one wants it. */
const acts: Readonly<Record<string, (side: OpenWindow, round: number) => Promise<number>>> = {
  async 'first rows'({ page }) {
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Settings').click();
    return untilPainted(page, 'nav a, nav button', 'Queue', '[role=row][data-index="3"] [data-action]');
  },
  async 'filter by tab'({ page }, round) {
    const tab = round % 2 === 0 ? 'Sent' : 'Failed';
    return untilPainted(page, '[role=tab]', tab, '[role=row][data-index="3"]', tab);
  },
  async 'select all'({ page }) {
    await page.getByRole('tab', { name: /^All/ }).click();
    await page.waitForSelector('[role=row][data-index="3"] [data-action]');
    const took = await untilPainted(
      page,
      '[role=columnheader] input',
      '',
      'footer [role=status]',
      'selected',
    );
    await page.getByRole('button', { name: 'Clear selection' }).click();
    return took;
  },
  async 'search, per key'({ page }, round) {
    const box = page.getByRole('searchbox');
    await box.focus();
    const took = await untilSearched(page, `S100${10 + round}`);
    await box.fill('');
    return took;
  },
};

async function heapMb({ session }: OpenWindow): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return usedSize / 2 ** 20;
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

/** Scrolls 120 pixels with each frame for a second, from the top; the length of each frame in milliseconds. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const grid = document.querySelector('[role=grid]');
        const frames: number[] = [];
        grid?.scrollTo(0, 0);
        const startedAt = performance.now();
        let last = startedAt;
        const step = (now: number) => {
          frames.push(now - last);
          last = now;
          grid?.scrollBy(0, 120);
          if (now - startedAt < 1000) requestAnimationFrame(step);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(step);
      }),
  );
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { testStudent } from '../../db/fixture/clinic.ts';
import { openTestStores } from '../../db/fixture/test-database.ts';
import { beside, type Figure, inFolder, median } from './harness.ts';

const root = join(import.meta.dirname, '..', '..');
const students = 20_000;
const rounds = 31;
const secret = 'an invented password';

/**
 * The form in a browser on the preview host, with 20,000 students: a search, and the time from the click on Save until
 * "Saved" is painted, each beside an empty request over the same socket in the same page.
 */
export function measureEntry(): Promise<readonly Figure[]> {
  const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(chromiumPath)) return Promise.resolve([beside('window', 'no Chromium here')]);
  return inFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    fill(dataDir);
    const { host, url, ipc } = await startHost(dataDir);
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(url);
      await makeAdministrator(page);
      const searches = await inPage<Readonly<Record<string, readonly number[]>>>(page, searching(ipc));
      const empty = searches.empty ?? [];
      const base = median(empty);
      const saves = await timeSaves(page, ipc);
      const ratio = (metric: string, times: readonly number[], to: number): readonly Figure[] => [
        beside(`${metric}: time / an empty request`, median(times) / to),
        beside(metric, `${median(times).toFixed(2)} ms`),
      ];
      return [
        ...ratio('student search at 20,000, by number', searches.number ?? [], base),
        ...ratio('student search at 20,000, by two names', searches.names ?? [], base),
        ...ratio('student search at 20,000, a family name of every eighth', searches.common ?? [], base),
        ...ratio('click to "Saved" painted', saves.painted, median(saves.empty)),
        beside('an empty request from the window', `${base.toFixed(2)} ms`),
      ];
    } finally {
      await browser.close();
      host.kill('SIGTERM');
      await once(host, 'exit');
    }
  });
}

const given = ['Maryam', 'Omar', 'Salem', 'Fatima', 'Aisha', 'Khalid', 'Noora', 'Hamad', 'Layla', 'Zayed'];
const family = ['Al Zaabi', 'Al Ketbi', 'Al Mansoori', 'Osman', 'Al Marri', 'Hassan', 'Al Blooshi', 'Khan'];

function fill(dataDir: string): void {
  const stores = openTestStores(dataDir);
  const changes = Array.from({ length: students }, (_, at) => ({
    id: null,
    schoolName: 'Bench School',
    student: testStudent(`S${100_000 + at}`, {
      givenName: given[at % 10] ?? '',
      middleName: given[(at >> 3) % 10] ?? '',
      familyName: family[at % 8] ?? '',
      emiratesId: String(784_201_500_000_000 + at),
    }),
  }));
  stores.students.applyRoster(changes, 'bench', Date.now());
  stores.close();
}

async function startHost(dataDir: string): Promise<{ host: ChildProcess; url: string; ipc: string }> {
  const flags = ['--json', '--no-open', '--port', '0', '--data-dir', dataDir];
  const host = spawn(process.execPath, [join(root, 'electron', 'preview', 'main.ts'), ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  const { url, ipc } = JSON.parse(line) as { url: string; ipc: string };
  return { host, url, ipc };
}

async function makeAdministrator(page: Page): Promise<void> {
  await page.getByLabel('Name to sign in with').fill('bench');
  await page.getByLabel('Given name').fill('Mariam');
  await page.getByLabel('Family name').fill('Hassan');
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByLabel('Password again').fill(secret);
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

/** A socket of the page's own, signed in; `ask` answers with the milliseconds of one request. */
const socketInPage = (ipc: string) => `
  const socket = new WebSocket(${JSON.stringify(ipc)});
  await new Promise((open) => socket.addEventListener('open', open, { once: true }));
  let last = 0;
  const ask = (channel, input) => new Promise((answered, failed) => {
    const id = ++last;
    const startedAt = performance.now();
    const listen = ({ data }) => {
      const took = performance.now() - startedAt;
      const answer = JSON.parse(data);
      if (answer.id !== id) return;
      socket.removeEventListener('message', listen);
      if (answer.ok) answered(took);
      else failed(new Error(channel + ': ' + answer.error.code));
    };
    socket.addEventListener('message', listen);
    socket.send(JSON.stringify({ id, channel, input }));
  });
  await ask('session.signIn', { name: 'bench', secret: ${JSON.stringify(secret)} });
`;

function searching(ipc: string): string {
  return `${socketInPage(ipc)}
  const times = { empty: [], number: [], names: [], common: [] };
  for (let round = -1; round < ${rounds}; round += 1) {
    const search = (text) => ask('student.search', { text, limit: 12 });
    const took = {
      empty: await ask('session.current', {}),
      number: await search('S1' + String(10000 + round * 97)),
      names: await search('maryam zaab'),
      common: await search('zaabi'),
    };
    if (round >= 0) for (const [name, time] of Object.entries(took)) times[name].push(time);
  }
  socket.close();
  return times;`;
}

/** Fills the form as a nurse would, and times the page from the click until the next frame after "Saved" stands in it. */
async function timeSaves(page: Page, ipc: string): Promise<{ painted: number[]; empty: number[] }> {
  const times = { painted: [] as number[], empty: [] as number[] };
  await page.keyboard.press('Control+n');
  for (let round = -1; round < 11; round += 1) {
    await page
      .getByRole('combobox', { name: /Name, student/ })
      .fill(`S1${String(100 + round).padStart(5, '0')}`);
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByLabel('Height').fill('138');
    await page.getByLabel('Weight').fill('33');
    await page.getByRole('radio', { name: 'No concern' }).click();
    const painted = await inPage<number>(
      page,
      `const shown = () => [...document.querySelectorAll('*')].filter((each) =>
        each.childElementCount === 0 && /^Saved\\./.test(each.textContent)).length;
      const before = shown();
      const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Save assessment');
      const startedAt = performance.now();
      button.click();
      return new Promise((resolve) => {
        const look = new MutationObserver(() => {
          if (document.querySelector('form') || shown() <= before) return;
          look.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
        });
        look.observe(document.body, { childList: true, subtree: true, characterData: true });
      });`,
    );
    const empty = await inPage<number>(
      page,
      `${socketInPage(ipc)} const took = await ask('session.current', {}); socket.close(); return took;`,
    );
    if (round < 0) continue;
    times.painted.push(painted);
    times.empty.push(empty);
  }
  return times;
}

function inPage<T>(page: Page, body: string): Promise<T> {
  return page.evaluate(`(async () => { ${body} })()`);
}

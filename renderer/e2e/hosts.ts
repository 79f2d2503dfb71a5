import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  _electron,
  type Browser,
  type BrowserContext,
  chromium,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { passTime } from './steps.ts';

/** `packed` is the desktop host out of its archive, in a pack made for tests. */
export type HostKind = 'preview' | 'desktop' | 'packed';

/** The product as a running process with its window open. */
export interface Host {
  readonly page: Page;
  /** What broke the Content-Security-Policy or Trusted Types, in the browser's words. */
  violations(): readonly string[];
  /** Ends it as a power cut would: no handler of its own runs. */
  kill(): Promise<void>;
  /** Ends it in order. */
  close(): Promise<void>;
  /** The desktop host's own handle; null in a browser. */
  readonly electron: ElectronApplication | null;
  /** The PC's clock jumps forward for main and page, as after a sleep; timers run on. */
  passTime(ms: number): Promise<void>;
}

export interface HostOptions {
  readonly dataDir: string;
  /** A file with the destination's profile. */
  readonly profile: string;
  readonly language?: 'en' | 'ar';
}

/** Starts the product in one of its two hosts on a data folder; the same folder may be started again. */
export function startHost(kind: HostKind, options: HostOptions): Promise<Host> {
  return kind === 'preview' ? startPreview(options) : startDesktop(kind, options);
}

const viewport = { width: 1366, height: 768 };

async function startPreview({ dataDir, profile }: HostOptions): Promise<Host> {
  const flags = ['--json', '--no-open', '--port', '0', '--data-dir', dataDir, '--profile', profile];
  const child = spawn(
    'node',
    ['--import', './renderer/e2e/movable-clock.ts', 'electron/preview/main.ts', ...flags],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [first] = (await once(lines, 'line')) as [string];
  const { url } = JSON.parse(first) as { url: string };
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport });
  const violations = watchViolations(context);
  const page = await context.newPage();
  await page.goto(url);
  const end = async (signal: NodeJS.Signals) => {
    await browser.close();
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    page,
    electron: null,
    violations,
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
    async passTime(ms) {
      child.send({ passMs: ms });
      await once(child, 'message');
      await passTime(page, ms);
    },
  };
}

async function startDesktop(kind: 'desktop' | 'packed', { dataDir, profile }: HostOptions): Promise<Host> {
  // A temporary folder of its own, so that a test can look at all of it.
  const temporary = `${dataDir}-temp`;
  mkdirSync(temporary, { recursive: true });
  const flags = ['--data-dir', dataDir, '--profile', profile];
  const { CLINIC_OUTBOX_ELECTRON = '', CLINIC_OUTBOX_TEST_PACK = '' } = process.env;
  const app = await _electron.launch({
    ...(kind === 'packed'
      ? { executablePath: CLINIC_OUTBOX_TEST_PACK, args: flags }
      : { executablePath: CLINIC_OUTBOX_ELECTRON, args: ['.', ...flags] }),
    env: { ...process.env, TMPDIR: temporary } as Record<string, string>,
  });
  const violations = watchViolations(app.context());
  const page = await app.firstWindow();
  await page.setViewportSize(viewport);
  return {
    page,
    electron: app,
    violations,
    async kill() {
      const child = app.process();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    close: () => app.close(),
    async passTime(ms) {
      await app.evaluate((_, passedMs) => {
        const { now } = Date;
        Date.now = () => now() + passedMs;
      }, ms);
      await passTime(page, ms);
    },
  };
}

/** Collects what any page was refused. Electron has loaded its first page by then: of that one only what comes later is seen. */
function watchViolations(context: BrowserContext): () => readonly string[] {
  const seen: string[] = [];
  context.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /Content Security Policy|TrustedHTML|Trusted Type/.test(text))
      seen.push(text);
  });
  return () => seen;
}

/** Debian's Chromium, quiet on a machine without the internet. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

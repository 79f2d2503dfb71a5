import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { statusPath } from '../../electron/node-host/status-file.ts';
import { beside, type Figure, inFolder, median } from './harness.ts';

const root = join(import.meta.dirname, '..', '..');
const rounds = 5;
/** Long enough for both to have nothing left to do. */
const settleMs = 3000;
/** How long processor time is counted once it is idle. */
const idleMs = 4000;
/** Ticks of the processor's clock a second in /proc, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Taken {
  readonly startMs: number[];
  readonly memoryMb: number[];
  readonly idleCpu: number[];
}

/**
 * The desktop program as Windows starts it, hidden behind its tray icon, beside an Electron application with one hidden window
 * and nothing in it, on the same runtime in turn: time until the tray is there (the other one's window is ready), memory of all
 * processes and processor time when idle, and what ours adds on the disk.
 */
export async function measureStart(): Promise<readonly Figure[]> {
  if (process.platform !== 'linux') return [beside('start to tray', 'only measured on Linux')];
  // build/bench.mjs finds the runtime, builds, and lends a display.
  const { CLINIC_OUTBOX_ELECTRON: runtime, DISPLAY } = process.env;
  if (!runtime || !DISPLAY) return [beside('start to tray', 'no Electron or no display here')];
  return inFolder(async (folder) => {
    const empty = layOutEmpty(folder);
    const ours = { startMs: [], memoryMb: [], idleCpu: [] } satisfies Taken;
    const base = { startMs: [], memoryMb: [], idleCpu: [] } satisfies Taken;
    const again = { startMs: [], memoryMb: [], idleCpu: [] } satisfies Taken;
    const data = join(folder, 'data');
    const outbox = [root, '--hidden', '--data-dir', data];
    const ready = { empty: join(folder, 'ready'), ours: statusPath(data) };
    // The first round makes the database and warms the disk; it is thrown away.
    for (let round = -1; round < rounds; round += 1) {
      const kept = round >= 0;
      await measureOnce(runtime, [empty, folder], ready.empty, kept ? base : null);
      await measureOnce(runtime, outbox, ready.ours, kept ? ours : null);
      await measureOnce(runtime, [empty, folder], ready.empty, kept ? again : null);
    }
    const empties = (of: keyof Taken) => median([...base[of], ...again[of]]);
    const ratio = (of: keyof Taken) => median(ours[of]) / empties(of);
    const control = (of: keyof Taken) => (median(base[of]) / median(again[of])).toFixed(2);
    const own = bytesBelow(join(root, 'out')) + nativeBytes();
    // The test bench's executable is a script beside the runtime's folder.
    const besideIt = join(dirname(runtime), 'electron');
    const shell = bytesBelow(statSync(besideIt).isDirectory() ? besideIt : dirname(runtime));
    return [
      beside('start to tray: time / an empty Electron application', ratio('startMs')),
      beside('idle memory of all processes: PSS / empty', ratio('memoryMb')),
      beside('size on the disk: with Electron / Electron alone', (own + shell) / shell),
      beside(
        'start; idle memory; idle processor',
        `${median(ours.startMs).toFixed(0)} ms; ${median(ours.memoryMb).toFixed(0)} MB; ${median(ours.idleCpu).toFixed(2)} %`,
      ),
      beside(
        'empty: start; idle memory; idle processor',
        `${empties('startMs').toFixed(0)} ms; ${empties('memoryMb').toFixed(0)} MB; ${empties('idleCpu').toFixed(2)} %`,
      ),
      beside('A/A control of empty: start; memory', `${control('startMs')}; ${control('memoryMb')}`),
      beside('ours on the disk', `${(own / 1e6).toFixed(1)} MB`),
    ];
  });
}

/** An application with one hidden window, which says so when it is ready. */
function layOutEmpty(folder: string): string {
  const app = join(folder, 'empty');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  writeFileSync(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     app.setPath('userData', process.argv.at(-1) + '/empty-profile');
     app.whenReady().then(() => {
       const window = new BrowserWindow({ show: false });
       window.webContents.once('did-finish-load', () => require('node:fs').writeFileSync(process.argv.at(-1) + '/ready', ''));
       void window.loadURL('data:text/html,<title>empty</title>');
     });`,
  );
  return app;
}

/** `ready` is the file that a start writes last: ours its status file, when the tray is there. */
async function measureOnce(
  runtime: string,
  args: readonly string[],
  ready: string,
  into: Taken | null,
): Promise<void> {
  rmSync(ready, { force: true });
  const startedAt = performance.now();
  const child = spawn(runtime, args, { stdio: 'ignore' });
  try {
    while (!existsSync(ready)) {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it was ready`);
      await passed(2);
    }
    into?.startMs.push(performance.now() - startedAt);
    await passed(settleMs);
    const before = processorTicks(child);
    if (into) await passed(idleMs);
    into?.idleCpu.push(((processorTicks(child) - before) / ticksPerSecond / (idleMs / 1000)) * 100);
    into?.memoryMb.push(memoryMb(child));
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const slow = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(slow);
  }
}

/** The process and all that it started. */
function family(child: ChildProcess): readonly number[] {
  const all = [child.pid ?? 0];
  for (let at = 0; at < all.length; at += 1) {
    try {
      const children = readFileSync(`/proc/${all[at]}/task/${all[at]}/children`, 'utf8');
      all.push(...children.split(' ').filter(Boolean).map(Number));
    } catch {
      // It has ended meanwhile.
    }
  }
  return all;
}

/** Pages that several of them share count once. */
function memoryMb(child: ChildProcess): number {
  return family(child).reduce((sum, pid) => {
    const kb = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return sum + Number(kb ?? 0) / 1024;
  }, 0);
}

function processorTicks(child: ChildProcess): number {
  return family(child).reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return sum + Number(fields[11]) + Number(fields[12]);
  }, 0);
}

/** The two addons that are packed beside the bundles. */
function nativeBytes(): number {
  const prebuilds = join(root, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node');
  return statSync(prebuilds).size;
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

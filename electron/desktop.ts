import { join } from 'node:path';
import { app, dialog, powerMonitor } from 'electron/main';
import type { Client, TrayView } from '../core/app-parts.ts';
import { type Log, logCode } from '../core/host/ports.ts';
import { listAssets } from './assets.ts';
import { type Flags, machineDataDir } from './flags.ts';
import { registerIpc, relayPushes } from './ipc.ts';
import { type Host, openHost } from './parts.ts';
import { runOn } from './running.ts';
import { createTray } from './tray/app-tray.ts';
import { createNotices } from './tray/notices.ts';
import { serveApp } from './window/app-protocol.ts';
import { createHardenedSession, hardenAllContents } from './window/harden-session.ts';
import { createMainWindow, type MainWindow } from './window/main-window.ts';
import { wordsIn } from './words.ts';

/** How long the window may say that a backup is in place before the application starts anew. */
const restartMs = 2000;

/** Starts everything in the order in which one part needs the other: data, application, window, tray, machine. */
export async function startDesktop(flags: Flags): Promise<void> {
  const dataDir = app.isPackaged ? machineDataDir() : flags.dataDir;
  const profile = app.isPackaged ? null : flags.profile;
  const opened = await openHost({ dataDir, packaged: app.isPackaged, profile });
  const running = runOn(opened, () => {
    // The window says so first.
    setTimeout(() => {
      app.relaunch();
      app.exit(0);
    }, restartMs);
  });
  if (!running) return refuse(opened.ok ? '' : opened.message);
  const { app: outbox, host, log } = running;

  const words = () => wordsIn(running.language());
  hardenAllContents();
  const session = createHardenedSession();
  const out = join(import.meta.dirname, '..');
  serveApp(session, join(out, 'renderer'), listAssets(join(out, 'renderer')));

  let window: MainWindow | null = null;
  let client: Client = outbox.connect();
  let quitting = false;
  registerIpc(
    () => window,
    () => client,
  );
  const stop = once(running.stop);
  window = createMainWindow({
    session,
    icon: join(out, 'icons', process.platform === 'win32' ? 'icon.ico' : 'icon.png'),
    // Somebody must read that the data does not open.
    hidden: flags.hidden && host !== null,
    onNewRenderer() {
      client.close();
      client = outbox.connect();
      relayPushes(client, () => window);
    },
    onRendererGone: (reason) => log.error('window.rendererGone', { reason: logCode(reason) }),
    onSessionEnd: () => void stop(),
  });
  const shown = window;

  const goTo = (page: 'queue' | 'assessment', status?: 'pending' | 'failed') => {
    shown.show();
    shown.send('navigate', status ? { page, status } : { page });
  };
  const notify = createNotices(() => goTo('queue', 'failed'));
  const quit = async () => {
    if (await confirmedQuit(latest, words())) app.quit();
  };
  let latest: TrayView = {
    state: 'idle',
    pending: 0,
    failed: 0,
    sending: 0,
    nextAutoAt: null,
    lastAcceptedAt: null,
  };
  const tray = createTray(join(out, 'tray'), latest, words(), {
    open: () => shown.show(),
    newAssessment: () => goTo('assessment'),
    queue: () => goTo('queue'),
    sendWaiting: () => outbox.sendWaitingNow(),
    quit: () => void quit(),
  });
  outbox.onTray((view) => {
    latest = view;
    tray.update(view, words());
  });
  outbox.onNotice((notice) => notify(notice, words()));

  app.on('second-instance', () => shown.show());
  app.on('activate', () => shown.show());
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    void stop().finally(() => {
      tray.destroy();
      shown.destroy();
      app.exit(0);
    });
  });
  if (host) connectPower(host);
  exitOnSurprise(log);
  outbox.start();
}

/** Sleep, wake and unlock may wake the drainer; they gate nothing. */
function connectPower({ machine }: Host): void {
  powerMonitor.on('suspend', machine.suspended);
  powerMonitor.on('resume', machine.resumed);
  powerMonitor.on('unlock-screen', machine.networkChanged);
}

/** A bug in main: logged by code, never by its text, and out. What was claimed is flagged at the next start. */
function exitOnSurprise(log: Log): void {
  const leave = (event: string) => (error: unknown) => {
    log.error(event, { code: logCode(error instanceof Error ? error.name : 'UNKNOWN') });
    app.exit(70);
  };
  process.on('uncaughtException', leave('main.uncaughtException'));
  process.on('unhandledRejection', leave('main.unhandledRejection'));
}

async function confirmedQuit({ pending }: TrayView, words: ReturnType<typeof wordsIn>): Promise<boolean> {
  if (pending === 0) return true;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words('quit.question', { count: pending }),
    buttons: [words('quit.keepRunning'), words('quit.quit')],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** Nothing can be run at all: say so, create nothing, delete nothing. */
function refuse(message: string): void {
  dialog.showErrorBox(wordsIn('en')('startup.title'), message);
  app.exit(1);
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= run();
    return running;
  };
}

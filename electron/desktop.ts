import { join } from 'node:path';
import { app, dialog, powerMonitor } from 'electron/main';
import { createApp } from '../core/app.ts';
import type { Client, TrayView } from '../core/app-parts.ts';
import { logCode } from '../core/host/ports.ts';
import { listAssets } from './assets.ts';
import { type Flags, machineDataDir } from './flags.ts';
import { registerIpc, relayPushes } from './ipc.ts';
import { type Host, openHost } from './parts.ts';
import { createTray } from './tray/app-tray.ts';
import { createNotices } from './tray/notices.ts';
import { serveApp } from './window/app-protocol.ts';
import { createHardenedSession, hardenAllContents } from './window/harden-session.ts';
import { createMainWindow, type MainWindow } from './window/main-window.ts';
import { wordsIn } from './words.ts';

/** Starts everything in the order in which one part needs the other: data, application, window, tray, machine. */
export async function startDesktop(flags: Flags): Promise<void> {
  const dataDir = app.isPackaged ? machineDataDir() : flags.dataDir;
  const profile = app.isPackaged ? null : flags.profile;
  const opened = await openHost({ dataDir, packaged: app.isPackaged, profile });
  if (!opened.ok) return refuse(opened.message);
  const { host } = opened;

  const outbox = createApp(host.parts);
  const words = () => wordsIn(host.parts.settings.get().language);
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
  const stop = once(async () => {
    await outbox.stop();
    await host.close();
  });
  window = createMainWindow({
    session,
    icon: join(out, 'icons', process.platform === 'win32' ? 'icon.ico' : 'icon.png'),
    hidden: flags.hidden,
    onNewRenderer() {
      client.close();
      client = outbox.connect();
      relayPushes(client, () => window);
    },
    onRendererGone: (reason) => host.parts.log.error('window.rendererGone', { reason: logCode(reason) }),
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
  connectPower(host);
  exitOnSurprise(host);
  outbox.start();
}

/** Sleep, wake and unlock may wake the drainer; they gate nothing. */
function connectPower({ machine }: Host): void {
  powerMonitor.on('suspend', machine.suspended);
  powerMonitor.on('resume', machine.resumed);
  powerMonitor.on('unlock-screen', machine.networkChanged);
}

/** A bug in main: logged by code, never by its text, and out. What was claimed is flagged at the next start. */
function exitOnSurprise({ parts }: Host): void {
  const leave = (event: string) => (error: unknown) => {
    parts.log.error(event, { code: logCode(error instanceof Error ? error.name : 'UNKNOWN') });
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

/** The data cannot be opened: say so, create nothing, delete nothing. */
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

import { join } from 'node:path';
import { app, dialog, powerMonitor } from 'electron/main';
import type { Client } from '../core/app-parts.ts';
import { defaultSettings } from '../core/contract/destination.ts';
import { type Log, logCode } from '../core/host/ports.ts';
import { listAssets } from './assets.ts';
import { type Flags, machineConfigDir, machineDataDir } from './flags.ts';
import { registerIpc, relayPushes } from './ipc.ts';
import { type ManagedConfig, readManagedConfig, unmanaged } from './managed/managed-config.ts';
import { readPolicy } from './managed/policy.ts';
import { type Host, openHost } from './parts.ts';
import { runOn } from './running.ts';
import { saveFile } from './save-file.ts';
import { createDesktopTray, type DesktopTray } from './tray/desktop-tray.ts';
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
  const managed = managedConfig(dataDir, app.isPackaged ? machineConfigDir() : flags.configDir);
  const opened = await openHost({ dataDir, packaged: app.isPackaged, profile, managed, saveFile });
  const running = runOn(opened, () => {
    // The window says so first.
    setTimeout(() => {
      app.relaunch();
      app.exit(0);
    }, restartMs);
  });
  if (!running) return refuse(opened.ok ? '' : opened.message);
  const { app: outbox, host, log } = running;

  hardenAllContents();
  const session = createHardenedSession();
  const out = join(import.meta.dirname, '..');
  serveApp(session, join(out, 'renderer'), listAssets(join(out, 'renderer')));

  let window: MainWindow | null = null;
  let client: Client = outbox.connect();
  let tray: DesktopTray | null = null;
  let quitting = false;
  registerIpc(
    () => window,
    () => client,
    (channel) => {
      // The tray speaks the language of the window.
      if (channel === 'settings.save') tray?.refresh();
    },
  );
  const stop = once(running.stop);
  window = createMainWindow({
    session,
    iconDir: join(out, 'tray'),
    icon: join(out, 'icons', process.platform === 'win32' ? 'icon.ico' : 'icon.png'),
    // Somebody must read that the data does not open.
    hidden: flags.hidden && host !== null,
    onNewRenderer() {
      client.close();
      client = outbox.connect();
      relayPushes(client, () => window);
      // What the menu offers depends on who is signed in.
      client.on('session', () => tray?.refresh());
    },
    onRendererGone: (reason) => log.error('window.rendererGone', { reason: logCode(reason) }),
    onSessionEnd: () => void stop(),
    onHidden: () => sayOnce(),
  });
  const shown = window;
  /** The first time only: the window went, the application did not. */
  const sayOnce = () => {
    if (!host || host.parts.settings.value('closeTold') !== null) return;
    host.parts.settings.setValue('closeTold', '1');
    if (tray) tray.notices.say('stillRunning', tray.words());
  };

  tray = createDesktopTray({
    app: outbox,
    iconDir: join(out, 'tray'),
    window: shown,
    client: () => client,
    settings: () => host?.parts.settings.get() ?? { ...defaultSettings, language: running.language() },
    dataOpen: host !== null,
    quit: () => app.quit(),
  });

  app.on('second-instance', () => shown.show());
  app.on('activate', () => shown.show());
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    void stop().finally(() => {
      tray?.destroy();
      shown.destroy();
      app.exit(0);
    });
  });
  if (host) connectPower(host);
  // Whoever locked Windows has left: names are covered until somebody says who is working.
  powerMonitor.on('lock-screen', () => shown.send('lock', {}));
  host?.printing.connect(() => shown.pdf());
  exitOnSurprise(log);
  outbox.start();
}

/** What IT fixed; in development only where a folder was named. */
function managedConfig(dataDir: string, configDir: string | null): ManagedConfig {
  return configDir === null ? unmanaged : readManagedConfig({ configDir, dataDir, policy: readPolicy });
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

import { join } from 'node:path';
import { app, dialog, session as electronSession, powerMonitor } from 'electron/main';
import type { Client } from '../core/app-parts.ts';
import { defaultSettings } from '../core/contract/destination.ts';
import { type Log, logCode } from '../core/host/ports.ts';
import { readAssets } from './assets.ts';
import { type Flags, machineConfigDir, machineDataDir } from './flags.ts';
import { registerIpc, relayPushes } from './ipc.ts';
import { type ManagedConfig, readManagedConfig, unmanaged } from './managed/managed-config.ts';
import { readPolicy } from './managed/policy.ts';
import { type Host, openHost } from './parts.ts';
import { runOn } from './running.ts';
import { saveFile } from './save-file.ts';
import type { TellFault } from './surprises.ts';
import { isTestPack } from './test-pack.ts';
import { closeToldOnce } from './tray/close-told.ts';
import { createDesktopTray, type DesktopTray } from './tray/desktop-tray.ts';
import { askUnsaved } from './tray/quit-questions.ts';
import type { Distrust } from './trusted-sender.ts';
import { serveApp } from './window/app-protocol.ts';
import { createHardenedSession, hardenAllContents } from './window/harden-session.ts';
import { createMainWindow, type MainWindow } from './window/main-window.ts';
import { wordsIn } from './words.ts';

/** How long the window may say that a backup is in place before the application starts anew. */
const restartMs = 2000;

/** Starts everything in the order in which one part needs the other: data, application, window, tray, machine. */
export async function startDesktop(flags: Flags, surprises: { tell: TellFault }): Promise<void> {
  const packaged = app.isPackaged && !isTestPack;
  const dataDir = packaged ? machineDataDir() : flags.dataDir;
  const profile = packaged ? null : flags.profile;
  const managed = managedConfig(dataDir, packaged ? machineConfigDir() : flags.configDir);
  const opened = await openHost({
    dataDir,
    packaged,
    profile,
    managed,
    saveFile,
    // Chromium asks Windows and runs its PAC script, sandboxed: nothing of the kind is run here.
    systemProxy: (url) => electronSession.defaultSession.resolveProxy(url),
  });
  const running = runOn(opened, () => {
    // The window says so first.
    setTimeout(() => {
      app.relaunch();
      app.exit(0);
    }, restartMs);
  });
  if (!running) return refuse(opened.ok ? '' : opened.message);
  const { app: outbox, host, log } = running;
  surprises.tell = (event, code) => {
    log.error(event, { code: logCode(code) });
    host?.failed(event);
  };

  hardenAllContents();
  const session = createHardenedSession();
  const out = join(import.meta.dirname, '..');
  serveApp(session, join(out, 'renderer'), readAssets(join(out, 'assets.json')));

  let window: MainWindow | null = null;
  let client: Client = outbox.connect();
  let tray: DesktopTray | null = null;
  let quitting = false;
  const settings = () => host?.parts.settings.get() ?? { ...defaultSettings, language: running.language() };
  const contentProtection = () => settings().contentProtection === 'on';
  registerIpc({
    window: () => window,
    client: () => client,
    onCalled(channel) {
      if (channel !== 'settings.save') return;
      // The tray speaks the language of the window.
      tray?.refresh();
      window?.setContentProtection(contentProtection());
    },
    onRefused: createRefusals(log, host),
  });
  const stop = once(running.stop);
  const stopAtOnce = () => {
    running.stopAtOnce();
    app.exit(0);
  };
  window = createMainWindow({
    session,
    iconDir: join(out, 'tray'),
    icon: join(out, 'icons', process.platform === 'win32' ? 'icon.ico' : 'icon.png'),
    // Somebody must read that the data does not open.
    hidden: flags.hidden && host !== null,
    words: () => wordsIn(settings().language),
    contentProtection,
    onNewRenderer() {
      client.close();
      client = outbox.connect();
      relayPushes(client, () => window);
      // What the menu offers depends on who is signed in.
      client.on('session', () => tray?.refresh());
    },
    onRendererTrouble: (reason) => log.error('window.rendererTrouble', { reason: logCode(reason) }),
    // Nothing new is begun; where the session then does not end, sending goes on by itself.
    onSessionEndAsked: () => host?.machine.suspended(),
    onSessionEnd: stopAtOnce,
    onHidden() {
      if (host) closeToldOnce(host.parts, () => tray?.notices.say('stillRunning', tray.words()));
    },
  });
  const shown = window;
  tray = createDesktopTray({
    app: outbox,
    iconDir: join(out, 'tray'),
    window: shown,
    client: () => client,
    settings,
    dataOpen: host !== null,
    quit: () => app.quit(),
  });

  app.on('second-instance', (_event, argv) => {
    // Windows' watchdog starts it hidden every ten minutes: that must not open a window in front of somebody.
    if (!argv.includes('--hidden')) shown.show();
  });
  app.on('activate', () => shown.show());
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    void leave();
  });
  /** The page first: it keeps its draft, and a person may want to save what has none. */
  async function leave(): Promise<void> {
    if (!(await shown.leave())) {
      shown.show();
      quitting = await askUnsaved(wordsIn(settings().language));
      if (!quitting) return;
    }
    await stop().catch(() => {});
    tray?.destroy();
    shown.destroy();
    app.exit(0);
  }
  if (host) connectPower(host, stopAtOnce);
  host?.printing.connect(() => shown.pdf());
  outbox.start();
}

/** What IT fixed; in development only where a folder was named. */
function managedConfig(dataDir: string, configDir: string | null): ManagedConfig {
  return configDir === null ? unmanaged : readManagedConfig({ configDir, dataDir, policy: readPolicy });
}

/** Sleep, wake and unlock may wake the drainer and lock the window; they gate no sending. */
function connectPower({ machine }: Host, stopAtOnce: () => void): void {
  // Windows tells the end of its session to the window, Linux and macOS here.
  powerMonitor.on('shutdown', stopAtOnce);
  // Whoever locked Windows or left it to another person is away: their session is locked too.
  powerMonitor.on('lock-screen', machine.personLeft);
  powerMonitor.on('user-did-resign-active', machine.personLeft);
  powerMonitor.on('suspend', machine.suspended);
  powerMonitor.on('resume', machine.resumed);
  powerMonitor.on('unlock-screen', machine.networkChanged);
}

/** Somebody else than the window asked: each time to the log, once for each reason to the audit trail, which must not flood. */
function createRefusals(log: Log, host: Host | null): (why: Distrust) => void {
  const audited = new Set<Distrust>();
  return (why) => {
    log.warn('ipc.refused', { reason: logCode(why) });
    if (!host || audited.has(why)) return;
    audited.add(why);
    host.parts.audit.append({
      at: Date.now(),
      actor: 'system',
      action: 'ipc.refused',
      subject: '',
      outcome: 'refused',
      detail: logCode(why),
    });
  };
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

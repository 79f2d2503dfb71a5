import { app, session } from 'electron/main';
import { runWithoutWindow } from './command/in-electron.ts';
import { programOf } from './command/program.ts';
import { removeCrashDumps } from './crash-dumps.ts';
import { startDesktop } from './desktop.ts';
import { machineConfigDir, machineDataDir, readFlags } from './flags.ts';
import { exitOnSurprise, faultExitCode } from './surprises.ts';
import { forbiddenSwitch, forbiddenVariable } from './switch-guard.ts';
import { isTestPack, testPackMark } from './test-pack.ts';
import { registerAppScheme } from './window/app-protocol.ts';

/**
 * The desktop host. Read it as a table of contents: what must happen before Electron is ready, who may run, and then
 * `desktop.ts` in its order, or a command without a window. Never awaits `whenReady` at the top level.
 */
const argv = app.isPackaged ? process.argv.slice(1) : behindFolder(process.argv);
const flags = readFlags(argv);
const packaged = app.isPackaged && !isTestPack;
const forbidden = packaged ? refusedStart() : null;
const program = programOf(argv, {
  dataDir: packaged ? machineDataDir() : flags.dataDir,
  configDir: packaged ? machineConfigDir() : null,
  packaged,
  testOnly: false,
  systemProxy: async (url) => {
    await app.whenReady();
    return session.defaultSession.resolveProxy(url);
  },
});

if (isTestPack) console.error(testPackMark);

if (forbidden) {
  console.error(`Clinic Outbox does not start with ${forbidden}.`);
  app.exit(1);
} else if (program) {
  runWithoutWindow(program);
} else {
  const surprises = exitOnSurprise(process, (code) => app.exit(code));
  // Every renderer is sandboxed. Chromium cannot do it for root, who is told to start it without (test machines).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme();
  // The profile of Chromium lies beside the data of the same start, so that two folders never share a lock.
  if (!packaged) app.setPath('userData', `${flags.dataDir}-profile`);
  app.setAppUserModelId('ae.clinic-outbox.desktop');

  if (!app.requestSingleInstanceLock()) {
    app.quit();
  } else {
    removeCrashDumps(app.getPath('crashDumps'));
    app
      .whenReady()
      .then(() => startDesktop(flags, surprises))
      .catch((error: unknown) => {
        // A bug at start: its name alone, because a message may hold values.
        console.error(`Clinic Outbox could not start: ${error instanceof Error ? error.name : 'unknown'}`);
        app.exit(faultExitCode);
      });
  }
}

function refusedStart(): string | null {
  const named = forbiddenSwitch(process.argv);
  return named ? `--${named}` : forbiddenVariable(process.env);
}

/** What development asks for: Electron's own switches stand before the folder of the application. */
function behindFolder(words: readonly string[]): string[] {
  return words.slice(words.findIndex((word, at) => at > 0 && !word.startsWith('-')) + 1);
}

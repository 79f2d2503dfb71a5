// `npm start`: installs and builds what is missing, then opens the application in Electron, or in the preview host where
// Electron's runtime cannot be had. Plain JavaScript: the system's Node, which may be 20, runs it first.
import { spawn } from 'node:child_process';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureBuild } from './setup/build-output.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { environmentWithNode24, node24, root } from './setup/node-24.mjs';

const flags = process.argv.slice(2);
const quiet = flags.includes('--json');
// With --json the first line on standard output belongs to the preview host; what is said before goes to standard error.
if (quiet) console.log = console.error;

await ensureDependencies();
await ensureBuild();

if (flags.includes('--preview')) {
  openPreview(flags.filter((flag) => flag !== '--preview'));
} else {
  const electron = await ensureElectron();
  const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (electron.available && !noDisplay) {
    run(electron.path, ['.', ...flags]);
  } else {
    const why = electron.available ? 'This machine has no display' : "Electron's runtime cannot be had here";
    console.log(`${why}: opening the preview host, the same window in a browser.`);
    openPreview(flags);
  }
}

function openPreview(previewFlags) {
  run(node24(), ['electron/preview/main.ts', ...previewFlags]);
}

/** Runs the application in the foreground, hands signals on and ends as it ends. */
function run(command, args) {
  endWithNpm();
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: environmentWithNode24() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
  child.on('error', (error) => {
    console.error(`Clinic Outbox could not be started: ${error.code}`);
    process.exitCode = 1;
  });
}

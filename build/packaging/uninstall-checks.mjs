// Removal: refused while messages wait, forced where IT insists, and never a loss of data.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keys, programFolder } from './install-checks.mjs';
import { deleteTaskCall } from './installer-calls.mjs';
import { check, sameLines } from './outcome.mjs';
import { filesBelow } from './packed-files.mjs';
import { dataFolder, writeState } from './upgrade-checks.mjs';

const uninstaller = 'Uninstall Clinic Outbox.exe';

/** Begins with the version of `checkUpgrade` installed and data there. */
export async function checkUninstall(bench) {
  const state = join(dataFolder(bench), 'outbox.state');
  const quiet = () => /QuietUninstallString +REG_SZ +(.*)/.exec(bench.registry(keys.uninstall))?.[1].trim();
  const refused = (code) =>
    code === 6 &&
    existsSync(join(programFolder(bench), 'Clinic Outbox.exe')) &&
    bench.registry(keys.run).includes('Clinic Outbox') &&
    bench.recorded().length === 0;
  const refusals = {
    '3 unsent messages': () => writeState(bench, 'unsent 3'),
    'a state file that cannot be read': () => writeState(bench, 'garbage 0'),
    'a state file that was cut off': () => writeState(bench, ''),
    'a database without a state file': () => rmSync(state),
  };
  for (const [what, prepare] of Object.entries(refusals)) {
    await check(`it refuses to be removed with 6: ${what}`, () => {
      prepare();
      return refused(bench.windowsLine(quiet()));
    });
  }
  await check('forced, it goes with 3 unsent messages', () => {
    writeState(bench, 'unsent 3');
    const code = bench.windowsLine(quiet().replace(' /S ', ' /S /FORCE '));
    return code === 0 && sameLines(bench.recorded(), [deleteTaskCall]) && isGone(bench);
  });
  await check('nothing of the program is left but the uninstaller that was running', () =>
    sameLines(filesBelow(programFolder(bench)), [uninstaller]),
  );
  await check(
    'the data is still there',
    () => readFileSync(join(dataFolder(bench), 'outbox.db'), 'utf8') === 'kept',
  );
  await checkElsewhere(bench);
}

/** Installed again into a folder of IT's choice, and removed as a person would in Windows' settings. */
async function checkElsewhere(bench) {
  const elsewhere = join(bench.drive, 'Clinic Apps', 'Outbox');
  const path = 'C:\\Clinic Apps\\Outbox';
  await check('it installs into the folder that /D= names, and all that starts it points there', () => {
    const code = bench.windowsLine(`"${windowsPath(bench.setup)}" /S /D=${path}`);
    const task = readFileSync(join(bench.drive, 'task.xml'), 'utf16le');
    return (
      code === 0 &&
      existsSync(join(elsewhere, 'Clinic Outbox.exe')) &&
      bench.registry(keys.run).includes(`"${path}\\Clinic Outbox.exe" --hidden`) &&
      task.includes(`<Command>"${path}\\Clinic Outbox.exe"</Command>`)
    );
  });
  await check('it is removed without a word when nothing is unsent, and leaves no file', async () => {
    writeState(bench, 'unsent 0');
    bench.windowsLine(`"${path}\\${uninstaller}" /allusers /S`);
    // The uninstaller's copy works on after its process has returned.
    return (await eventually(() => !existsSync(elsewhere))) && isGone(bench);
  });
  await check('the data is still there after all of it', () =>
    ['outbox.db', 'outbox.state'].every((name) => existsSync(join(dataFolder(bench), name))),
  );
}

function isGone(bench) {
  const left = Object.values(keys).filter((key) => bench.registry(key).includes('Clinic Outbox'));
  for (const key of left) console.error(`  still in ${key}`);
  return left.length === 0;
}

/** A path of this machine as wine's Windows has it. */
function windowsPath(path) {
  return `Z:${path.replaceAll('/', '\\')}`;
}

async function eventually(condition) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

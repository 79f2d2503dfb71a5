// A newer Setup over an older version, in use: what stays, what is replaced, and the way back that is refused.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/node-24.mjs';
import { keys, nurses, programFolder } from './install-checks.mjs';
import { createTaskCall, deleteTaskCall, rightsCalls, trialCalls } from './installer-calls.mjs';
import { check, sameLines } from './outcome.mjs';
import { filesBelow } from './packed-files.mjs';
import { onlyInTheOlder } from './wine-bench.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The folder of the data on the bench's drive. */
export function dataFolder({ drive }) {
  return join(drive, 'ProgramData', 'Clinic Outbox', 'data');
}

/** A state file as the program leaves it (db/state-file.ts), with `line` where it says what is unsent. */
export function writeState(bench, line) {
  writeFileSync(join(dataFolder(bench), 'outbox.state'), `${'-'.repeat(1024)}${line.padEnd(31)}\n`);
}

/** With 100 messages unsent, which an upgrade must not mind. */
export async function checkUpgrade(bench) {
  const installed = programFolder(bench);
  const config = join(bench.drive, 'ProgramData', 'Clinic Outbox', 'config', 'config.json');
  mkdirSync(dataFolder(bench), { recursive: true });
  writeFileSync(join(dataFolder(bench), 'outbox.db'), 'kept');
  writeFileSync(config, '{"language":"ar"}');
  writeState(bench, 'unsent 100');

  await check('a newer version installs over it, unsent messages or not', () => {
    const { status } = bench.run('wine', bench.setup, '/S');
    return status === 0 && bench.registry(keys.uninstall).includes(`DisplayVersion    REG_SZ    ${version}`);
  });
  await check('the watchdog is gone while files change, and the group of before stays', () =>
    sameLines(bench.recorded(), [...rightsCalls(nurses), ...trialCalls, deleteTaskCall, createTaskCall]),
  );
  await check('exactly the files of the new version are there, and its uninstaller', () => {
    const packed = [...filesBelow(bench.unpacked), 'Uninstall Clinic Outbox.exe'].sort();
    return !packed.includes(`resources/${onlyInTheOlder}`) && sameLines(filesBelow(installed), packed);
  });
  await check('the installed application is the packed one', () => {
    const asar = (folder) => readFileSync(join(folder, 'resources', 'app.asar'));
    return asar(installed).equals(asar(bench.unpacked));
  });
  await check('data and settings are kept', () => {
    const data = readFileSync(join(dataFolder(bench), 'outbox.db'), 'utf8');
    return data === 'kept' && readFileSync(config, 'utf8') === '{"language":"ar"}';
  });
  await check('the older version is refused with 4, and the newer one stays', () => {
    const { status } = bench.run('wine', bench.older, '/S');
    return (
      status === 4 &&
      existsSync(join(installed, 'Clinic Outbox.exe')) &&
      bench.registry(keys.uninstall).includes(`DisplayVersion    REG_SZ    ${version}`) &&
      bench.recorded().length === 0
    );
  });
}

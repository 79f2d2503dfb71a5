// Setup on a PC that never had the program: what it refuses, what it lays down, what it tells Windows.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTaskCall, rightsCalls, taskParts, trialCalls } from './installer-calls.mjs';
import { check, sameLines } from './outcome.mjs';
import { olderVersion } from './wine-bench.mjs';

export const keys = {
  run: 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run',
  uninstall: 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
  events: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Clinic Outbox',
  errorReporting: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\ExcludedApplications',
};

/** A group as IT would name it. */
export const nurses = 'S-1-5-21-1004336348-1177238915-682003330-1104';

/** Where the program lies on the bench's drive, and as Windows says it. */
export function programFolder({ drive }) {
  return join(drive, 'Program Files', 'Clinic Outbox');
}

/** Refusals first: each must leave a PC as it was. */
export async function checkRefusals(bench) {
  const nothingInstalled = () =>
    !existsSync(programFolder(bench)) &&
    !bench.registry(keys.uninstall).includes('Clinic Outbox') &&
    !bench.registry(keys.run).includes('Clinic Outbox');
  await check('rights that cannot be set end the installation with 5, and nothing is installed', () => {
    bench.failing('recorder', 1332);
    const { status } = bench.run('wine', bench.setup, '/S');
    bench.failing('recorder', 0);
    const folders = readdirSync(join(bench.drive, 'ProgramData')).includes('Clinic Outbox');
    return (
      status === 5 &&
      nothingInstalled() &&
      !folders &&
      sameLines(bench.recorded(), rightsCalls(nurses).slice(0, 1))
    );
  });
  await check('a file in place of a folder ends the installation with 5', () => {
    const file = join(bench.drive, 'ProgramData', 'Clinic Outbox');
    writeFileSync(file, 'planted');
    const { status } = bench.run('wine', bench.setup, '/S');
    rmSync(file);
    return status === 5 && nothingInstalled() && bench.recorded().length === 0;
  });
  await check(
    'a task that Windows does not take ends the installation with 8, and nothing is installed',
    () => {
      bench.failing('schtasks', 1);
      const { status } = bench.run('wine', bench.setup, '/S');
      bench.failing('schtasks', 0);
      bench.recorded();
      return status === 8 && nothingInstalled();
    },
  );
  for (const group of ['Nurses', 'S-1-5-32-545:(F)']) {
    await check(`/GROUP=${group} is no SID: 7, and nothing is installed`, () => {
      const { status } = bench.run('wine', bench.setup, '/S', `/GROUP=${group}`);
      return status === 7 && nothingInstalled() && bench.recorded().length === 0;
    });
  }
}

/** The older version, for a group of IT's own. */
export async function checkFirstInstall(bench) {
  const installed = programFolder(bench);
  await check('it installs silently, for a group of its own', () => {
    const { status } = bench.run('wine', bench.older, '/S', `/GROUP=${nurses}`);
    return status === 0 && existsSync(join(installed, 'Clinic Outbox.exe'));
  });
  await check('rights and task are asked for word for word, the task last', () =>
    sameLines(bench.recorded(), [...rightsCalls(nurses), ...trialCalls, createTaskCall]),
  );
  await check(
    'the task starts it hidden at logon and within ten minutes, for every user, also on a battery',
    () => {
      const task = readFileSync(join(bench.drive, 'task.xml'), 'utf16le');
      const missing = taskParts('C:\\Program Files\\Clinic Outbox').filter((part) => !part.test(task));
      for (const part of missing) console.error(`  not in the task: ${part}`);
      return missing.length === 0 && task.startsWith('\uFEFF<?xml version="1.0" encoding="UTF-16"?>');
    },
  );
  await check('it starts hidden with Windows for everybody', () =>
    bench.registry(keys.run).includes('"C:\\Program Files\\Clinic Outbox\\Clinic Outbox.exe" --hidden'),
  );
  await check('Windows lists it with version, publisher and a quiet uninstall that waits', () => {
    const entry = bench.registry(keys.uninstall);
    const quiet =
      '"C:\\Program Files\\Clinic Outbox\\Uninstall Clinic Outbox.exe" /allusers /S _?=C:\\Program Files\\Clinic Outbox';
    return (
      new RegExp(`DisplayVersion +REG_SZ +${olderVersion.replaceAll('.', '\\.')}`).test(entry) &&
      /Publisher +REG_SZ +Clinic Outbox/.test(entry) &&
      entry.includes(`QuietUninstallString    REG_SZ    ${quiet}`)
    );
  });
  await check('the Event Log knows the source and a file with its texts', () => {
    const source = bench.registry(keys.events);
    return (
      /EventMessageFile +REG_EXPAND_SZ +%SystemRoot%\\System32\\EventCreate\.exe/.test(source) &&
      /TypesSupported +REG_DWORD +0x7/.test(source)
    );
  });
  await check('Windows Error Reporting takes no dump of it', () =>
    /Clinic Outbox\.exe +REG_DWORD +0x1/.test(bench.registry(keys.errorReporting)),
  );
  await check('no copy of Setup stays behind', () => {
    const users = join(bench.drive, 'users');
    const left = readdirSync(users).map((user) =>
      join(users, user, 'AppData', 'Local', 'clinic-outbox-updater'),
    );
    return left.every((folder) => !existsSync(folder));
  });
}

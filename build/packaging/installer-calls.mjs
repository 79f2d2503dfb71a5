// What Setup asks of Windows' own tools, word for word: rights by SID, and the task that keeps the program running.

const icacls = (folder, words) =>
  `"C:\\windows\\system32\\icacls.exe" "C:\\ProgramData\\Clinic Outbox${folder}" ${words}`;
const schtasks = (words) => `"C:\\windows\\system32\\schtasks.exe" ${words}`;
const administrators = '"*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F"';

const folder = (name, depth, grant) => [
  icacls(name, `/setowner "*S-1-5-32-544"${depth} /L /Q`),
  icacls(name, `/reset${depth} /L /Q`),
  icacls(name, `/inheritance:r /grant:r ${administrators} "${grant}" /L /Q`),
];

/** Who may do what in the three folders, with `group` as those who may change data. */
export function rightsCalls(group) {
  const read = '*S-1-5-32-545:(OI)(CI)RX';
  return [
    ...folder('', '', read),
    ...folder('\\config', ' /T', read),
    ...folder('\\data', ' /T', `*${group}:(OI)(CI)M`),
  ];
}

export const trialCalls = [
  schtasks('/Create /TN "Clinic Outbox (trial)" /XML "PLUGINS\\watchdog.xml" /F'),
  schtasks('/Delete /TN "Clinic Outbox (trial)" /F'),
];

export const createTaskCall = schtasks('/Create /TN "Clinic Outbox" /XML "PLUGINS\\watchdog.xml" /F');
export const deleteTaskCall = schtasks('/Delete /TN "Clinic Outbox" /F');

/** What the task must say, with its program in `folder`. */
export function taskParts(folder) {
  return [
    /<LogonTrigger>\s*<Repetition><Interval>PT10M<\/Interval>/,
    /<TimeTrigger>\s*<Repetition><Interval>PT10M<\/Interval>/,
    /<GroupId>S-1-5-32-545<\/GroupId>\s*<RunLevel>LeastPrivilege</,
    /<MultipleInstancesPolicy>IgnoreNew</,
    /<DisallowStartIfOnBatteries>false</,
    /<StopIfGoingOnBatteries>false</,
    /<ExecutionTimeLimit>PT0S</,
    new RegExp(
      `<Command>"${folder.replaceAll('\\', '\\\\')}\\\\Clinic Outbox\\.exe"</Command>\\s*<Arguments>--hidden<`,
    ),
  ];
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type Log, logCode } from '../../core/host/ports.ts';
import type { SystemEvent, SystemLog } from '../../core/host/system-log.ts';

/** The source that the installer registers under Application; `EventCreate.exe` holds the words of its ids. */
const source = 'Clinic Outbox';

/**
 * The Application log of Windows, written with Windows' own `eventcreate.exe` by its full path, one after the other. Null
 * elsewhere. An account that may not write it costs one line in our log; the status file says the same.
 */
export function createSystemLog(log: Log, platform: NodeJS.Platform = process.platform): SystemLog | null {
  if (platform !== 'win32') return null;
  const program = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'eventcreate.exe');
  let refused = false;
  let queue = Promise.resolve();
  return (event) => {
    if (refused) return;
    queue = queue.then(() =>
      run(program, eventArguments(event)).then((ok) => {
        if (ok || refused) return;
        refused = true;
        log.warn('systemLog.refused', { id: event.id, code: logCode(event.code) });
      }),
    );
  };
}

/** The command line of one event. */
export function eventArguments({ id, level, code, values }: SystemEvent): readonly string[] {
  const words = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return [
    ...['/L', 'APPLICATION', '/SO', source, '/T', level.toUpperCase(), '/ID', String(id)],
    ...['/D', [code, ...words].join(' ')],
  ];
}

function run(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, [...args], { windowsHide: true, timeout: 10_000 }, (error) => resolve(error === null));
  });
}

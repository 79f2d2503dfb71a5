import type { LogMessage } from 'electron-log';
import electronLog from 'electron-log/node';
import { type Log, type LogValue, logCode } from '../../core/host/ports.ts';
import { logPaths, maxLogBytes, rotateLogs } from './log-files.ts';
import { redact } from './redact.ts';

/**
 * The log of both hosts: one line for each event, with ids, codes and numbers only (the type of the port sees to that). Kept
 * in the data folder, written synchronously, so that the line before a crash is there. Nothing goes to a console, a window or
 * another machine. Never `log.initialize()`: it would write a preload script into the profile.
 */
export function createFileLog(dataDir: string): Log {
  const log = electronLog.create({ logId: 'clinic-outbox' });
  const { console, file, ipc, remote } = log.transports;
  for (const transport of [console, ipc, remote]) if (transport) transport.level = false;
  file.level = 'info';
  file.sync = true;
  file.maxSize = maxLogBytes;
  file.resolvePathFn = () => logPaths(dataDir)[0];
  file.archiveLogFn = (full) => {
    // Held by something and cannot be moved: rather the lines go than the disk.
    if (!rotateLogs(dataDir)) full.clear();
  };
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.format = '{iso} {level} {text}';
  log.hooks.push(redacted);
  const line = (event: string, values?: Readonly<Record<string, LogValue>>) =>
    values ? `${logCode(event)} ${JSON.stringify(values)}` : logCode(event);
  return {
    info: (event, values) => log.info(line(event, values)),
    warn: (event, values) => log.warn(line(event, values)),
    error: (event, values) => log.error(line(event, values)),
  };
}

/** Lines are texts; whatever else came this way would be printed with everything in it. */
function redacted(message: LogMessage): LogMessage {
  const data = message.data.map((value: unknown) =>
    typeof value === 'string' ? redact(value) : '[redacted]',
  );
  return { ...message, data };
}

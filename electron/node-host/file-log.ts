import { join } from 'node:path';
import type { LogMessage } from 'electron-log';
import electronLog from 'electron-log/node';
import type { Log, LogValue } from '../../core/host/ports.ts';

const maxBytes = 1024 * 1024;

/**
 * The log of both hosts: one line for each event, with ids, codes and numbers only (the type of the port sees to that). Kept
 * in the data folder, 1 MB and one older file. Never `log.initialize()`: it would write a preload script into the profile.
 */
export function createFileLog(dataDir: string): Log {
  const log = electronLog.create({ logId: 'clinic-outbox' });
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => join(dataDir, 'logs', 'clinic-outbox.log');
  log.transports.file.maxSize = maxBytes;
  log.transports.file.level = 'info';
  log.hooks.push(redact);
  const line = (event: string, values?: Readonly<Record<string, LogValue>>) =>
    values ? `${event} ${JSON.stringify(values)}` : event;
  return {
    info: (event, values) => log.info(line(event, values)),
    warn: (event, values) => log.warn(line(event, values)),
    error: (event, values) => log.error(line(event, values)),
  };
}

/** Second line behind the types: patterns that can only be patient data or secrets. */
const patterns = [
  /784-?\d{4}-?\d{7}-?\d/g,
  /(?:\+|00)971\d{7,9}/g,
  /\b(?:MSH|PID|NK1|PV1|OBX|NTE|AL1|PRB)\|[^"]*/g,
  /[A-Za-z0-9+/]{60,}={0,2}/g,
];

function redact(message: LogMessage): LogMessage {
  const data = message.data.map((value: unknown) =>
    typeof value === 'string'
      ? patterns.reduce((text, pattern) => text.replace(pattern, '[redacted]'), value)
      : value,
  );
  return { ...message, data };
}

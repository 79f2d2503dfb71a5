import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { ReceivedMessage } from './received-message.ts';

/** Writes down what arrives, one JSON line each, in the file before this returns: a kill a moment later loses nothing. */
export interface RecordFile {
  /** Written before the answer leaves. */
  received(message: ReceivedMessage): void;
  /** Written just before the answer is handed to the socket. */
  answered(number: number, at: number): void;
  /** Bytes of a message that never came in whole. */
  partial(at: number, connection: string, bytes: Uint8Array): void;
  close(): void;
}

const receivedLineSchema = z.object({
  event: z.literal('received'),
  number: z.number(),
  at: z.number(),
  transport: z.enum(['mllp', 'http']),
  connection: z.string(),
  controlId: z.string(),
  kind: z.string(),
  stored: z.boolean(),
  duplicate: z.boolean(),
  answer: z.string(),
  bytes: z.string(),
});

/** Opens the record for appending; only its owner can read it, because practice data is treated like a patient's. */
export function openRecordFile(path: string): RecordFile {
  const file = openSync(path, 'a', 0o600);
  const write = (line: Readonly<Record<string, unknown>>) => writeSync(file, `${JSON.stringify(line)}\n`);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    received: (message) => write({ event: 'received', ...message, bytes: base64(message.bytes) }),
    answered: (number, at) => write({ event: 'answered', number, at }),
    partial: (at, connection, bytes) => write({ event: 'partial', at, connection, bytes: base64(bytes) }),
    close: () => closeSync(file),
  };
}

/** The whole messages of a record; a line that was cut off by a kill is passed over. */
export function readRecordFile(path: string): readonly ReceivedMessage[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const parsed = receivedLineSchema.safeParse(fromJson(line));
      if (!parsed.success) return [];
      const { event: _event, bytes, ...message } = parsed.data;
      return [{ ...message, bytes: new Uint8Array(Buffer.from(bytes, 'base64')) }];
    });
}

function fromJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

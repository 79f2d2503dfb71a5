import { hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * How far the database had come, kept outside of it: a log that was deleted or cut off after a crash leaves a database that
 * looks whole and lacks its last rows (docs/security.md, F3), and a cut tail of the audit chain cannot be seen from inside.
 */
const markSchema = z.strictObject({
  dbId: z.string(),
  messageId: z.number().int(),
  attemptId: z.number().int(),
  auditSeq: z.number().int(),
  auditMac: z.string(),
});

export type HighWater = z.infer<typeof markSchema>;

/** What is noted with each commit. */
export interface Mark extends HighWater {
  /** Messages that no receiver has yet: pending, sending and failed. */
  readonly unsent: number;
}

export interface StateFile {
  /** The highest mark in the file; null where there is none or it belongs to another database. */
  read(): HighWater | null;
  /** Notes a mark without a sync of its own, so that a save costs one: it can only be older than the database. */
  write(mark: Mark): void;
  /** Forgets higher marks: only after a restore or once the missing rows were reported. */
  reset(mark: Mark): void;
  sync(): void;
  close(): void;
}

/** Two places of fixed length, written in turn, so that a torn write leaves the other one. */
const slotLength = 512;
/**
 * Behind them a line for those who cannot open the database: `unsent 3`, padded with blanks. The uninstaller reads it from this
 * very place (build/installer/unsent.nsh) and refuses for any other number than 0.
 */
const unsentAt = 2 * slotLength;
const unsentLength = 32;

/** Where the state of a data folder lies. It holds numbers and a checksum: nothing about people. */
export function statePath(dataDir: string): string {
  return join(dataDir, 'outbox.state');
}

export function openStateFile(dataDir: string, dbId: string): StateFile {
  const path = statePath(dataDir);
  let handle = openSync(path, 'a+', 0o600);
  closeSync(handle);
  handle = openSync(path, 'r+');
  let turn = 0;

  function put({ unsent: _, ...mark }: Mark, slot: number): void {
    const text = JSON.stringify(mark);
    const line = `${checksum(text)} ${text}`.padEnd(slotLength - 1);
    writeSync(handle, `${line}\n`, slot * slotLength, 'utf8');
  }

  function putUnsent({ unsent }: Mark): void {
    writeSync(handle, `${`unsent ${unsent}`.padEnd(unsentLength - 1)}\n`, unsentAt, 'utf8');
  }

  function get(slot: number): HighWater | null {
    const bytes = Buffer.alloc(slotLength);
    readSync(handle, bytes, 0, slotLength, slot * slotLength);
    const [sum = '', text = ''] = split(bytes.toString('utf8').trimEnd());
    if (sum === '' || checksum(text) !== sum) return null;
    const parsed = markSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.dbId === dbId ? parsed.data : null;
  }

  return {
    read: () => highest(get(0), get(1)),
    write(mark) {
      put(mark, turn);
      putUnsent(mark);
      turn = 1 - turn;
    },
    reset(mark) {
      put(mark, 0);
      put(mark, 1);
      putUnsent(mark);
      fsyncSync(handle);
    },
    sync: () => fsyncSync(handle),
    close: () => closeSync(handle),
  };
}

/** Takes the state of a folder away, when its database was replaced on purpose. */
export function removeStateFile(dataDir: string): void {
  rmSync(statePath(dataDir), { force: true });
}

/** Two processes may write in turn, so each number is compared by itself. */
function highest(a: HighWater | null, b: HighWater | null): HighWater | null {
  if (!a || !b) return a ?? b;
  return {
    ...(a.auditSeq >= b.auditSeq ? a : b),
    messageId: Math.max(a.messageId, b.messageId),
    attemptId: Math.max(a.attemptId, b.attemptId),
  };
}

function split(line: string): readonly [string, string] {
  const blank = line.indexOf(' ');
  return blank < 0 ? ['', ''] : [line.slice(0, blank), line.slice(blank + 1)];
}

function checksum(text: string): string {
  return hash('sha256', text).slice(0, 16);
}

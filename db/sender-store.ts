import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Outbox, SenderLease } from '../core/delivery/ports.ts';
import type { Connection } from './connection.ts';

const silentAfterMs = 30_000;

interface SenderRow {
  readonly owner: string | null;
  readonly pid: number | null;
  readonly startMark: string | null;
  readonly generation: number;
  readonly heartbeatAt: number;
}

const senderSql = 'SELECT owner, pid, startMark, generation, heartbeatAt FROM sender WHERE id = 1';
const takeSql =
  'UPDATE sender SET owner = ?, pid = ?, startMark = ?, generation = generation + 1, heartbeatAt = ? WHERE id = 1';
const beatSql = 'UPDATE sender SET heartbeatAt = ? WHERE id = 1 AND owner = ? AND generation = ?';
const nameSql =
  "INSERT INTO settings (key, value) VALUES ('own.senderUser', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
const nameOfSql = "SELECT value FROM settings WHERE key = 'own.senderUser'";
const releaseSql = `
  UPDATE sender SET owner = NULL, pid = NULL, startMark = NULL WHERE id = 1 AND owner = ? AND generation = ?`;
const heldSql = 'SELECT 1 FROM sender WHERE id = 1 AND owner = ? AND generation = ?';

/** One sender for each database file: who it is, whether it lives, and the fencing token. */
export interface SenderStore
  extends Pick<Outbox, 'acquireSender' | 'heartbeat' | 'releaseSender' | 'senderUser'> {
  /** Whether the lease still holds; asked inside the transaction that relies on it. */
  holds(sender: SenderLease): boolean;
}

/** `isAlive` says whether a recorded process still runs; tests put their own in. */
export function createSenderStore(
  connection: Connection,
  isAlive: (pid: number, startMark: string | null) => boolean = processLives,
): SenderStore {
  const owner = randomUUID();
  /** A heartbeat from the future, after the clock went back: silent when it has not moved for 30 s of our own watching. */
  let ahead: { readonly heartbeatAt: number; readonly seenAt: number } | null = null;

  function isSilent(row: SenderRow, now: number): boolean {
    if (row.heartbeatAt <= now) return now - row.heartbeatAt >= silentAfterMs;
    if (ahead?.heartbeatAt !== row.heartbeatAt || now < ahead.seenAt) {
      ahead = { heartbeatAt: row.heartbeatAt, seenAt: now };
    }
    return now - ahead.seenAt >= silentAfterMs;
  }

  return {
    acquireSender(now) {
      return connection.write(() => {
        const row = connection.get<SenderRow>(senderSql);
        if (!row) throw new Error('sender row missing');
        const free =
          row.owner === null ||
          row.owner === owner ||
          row.pid === null ||
          !isAlive(row.pid, row.startMark) ||
          isSilent(row, now);
        if (!free) return null;
        connection.run(takeSql, [owner, process.pid, startMarkOf(process.pid), now]);
        // Who sits before a window that only shows wants to know whose program sends.
        connection.run(nameSql, [userName()]);
        return { owner, generation: row.generation + 1 };
      });
    },
    heartbeat: (sender, now) => connection.run(beatSql, [now, sender.owner, sender.generation]) === 1,
    releaseSender(sender) {
      connection.run(releaseSql, [sender.owner, sender.generation]);
    },
    senderUser: () => connection.get<{ value: string }>(nameOfSql, [])?.value || null,
    holds: (sender) => connection.get(heldSql, [sender.owner, sender.generation]) !== null,
  };
}

/** The account of the operating system; empty where it has no name (a container without a user). */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** True while the process runs and is the one that was recorded, not a later one with the same number. */
export function processLives(pid: number, startMark: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const mark = startMarkOf(pid);
  return startMark === null || mark === null || startMark === mark;
}

/** Boot and start time of a process where the system tells (Linux); null elsewhere. A stopped zombie counts as ended. */
export function startMarkOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold blanks and parentheses: fields are counted after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

import { stat } from 'node:fs/promises';
import type { ConnectFault, Connection, OpenResult, Reply, Timeouts } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { codeOf } from './connect-fault.ts';
import { type FileOutcome, type FileResult, tryFolder, writeOnce } from './folder-file.ts';

/** Control ids are letters and digits; anything else must not become part of a path. */
const safeName = /^[A-Za-z0-9][A-Za-z0-9-]{0,198}$/;

/**
 * "Connects" to a folder: it is there, may be written to and has room, tried with a file that is gone again. Each message
 * then becomes one file, named by its control id; the file synced to the disk is all the answer there will be.
 */
export async function openFolder(folder: string, timeouts: Timeouts, clock: Clock): Promise<OpenResult> {
  const looked = await within(timeouts.connectMs, clock, look(folder));
  if (looked === 'late') return { ok: false, fault: { kind: 'folderMissing', code: 'ETIMEDOUT' } };
  if (looked.result !== 'written') return { ok: false, fault: faultOf(looked) };
  return { ok: true, connection: folderConnection(folder, timeouts, clock) };
}

async function look(folder: string): Promise<FileOutcome> {
  try {
    if (!(await stat(folder)).isDirectory()) return { result: 'missing', code: 'ENOTDIR' };
  } catch (error) {
    const code = codeOf(error);
    return { result: code === 'EACCES' || code === 'EPERM' ? 'denied' : 'missing', code };
  }
  return tryFolder(folder);
}

function faultOf({ result, code }: FileOutcome): ConnectFault {
  const kind = result === 'denied' ? 'folderDenied' : result === 'full' ? 'folderFull' : 'folderMissing';
  return { kind, code: code ?? 'UNKNOWN' };
}

/** After these the folder is looked at anew before the next message. */
const ends: ReadonlySet<FileResult> = new Set(['missing', 'full', 'denied', 'uncertain']);

function folderConnection(folder: string, timeouts: Timeouts, clock: Clock): Connection {
  let usable = true;
  return {
    get usable() {
      return usable;
    },
    async send(message, controlId): Promise<Reply> {
      const startedAt = clock.monotonicMs();
      const reply = ({ result, code }: FileOutcome): Reply => {
        if (ends.has(result)) usable = false;
        return { kind: 'file', result, code, latencyMs: clock.monotonicMs() - startedAt };
      };
      if (!safeName.test(controlId)) return reply({ result: 'taken', code: 'UNSAFE_NAME' });
      const outcome = await within(timeouts.ackMs, clock, writeOnce(folder, `${controlId}.hl7`, message));
      // A share that hangs may still write it later.
      return reply(outcome === 'late' ? { result: 'uncertain', code: 'ETIMEDOUT' } : outcome);
    },
    close() {
      usable = false;
    },
    onClosed() {},
  };
}

/** A network share may hang for minutes: nobody waits for it longer than the profile says. */
async function within<T>(limitMs: number, clock: Clock, work: Promise<T>): Promise<T | 'late'> {
  let cancel = () => {};
  const late = new Promise<'late'>((resolve) => {
    cancel = clock.after(limitMs, () => resolve('late'));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}

import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../../core/contract/audit.ts';
import type { Crypto } from '../../core/host/ports.ts';
import type { AuditStore } from '../../core/host/stores.ts';
import type { RescueActor, RescueEffect, RescueStore } from '../../core/rescue/ports.ts';
import type { Connection } from '../connection.ts';
import { idRanges } from '../id-ranges.ts';
import type { RecoveryKey } from '../key-slots.ts';
import { bringIn } from './bring-in.ts';
import { type RescueContent, rescueContentSchema } from './content.ts';
import { newPassphrase, seal, unseal } from './envelope.ts';
import { readQueue, summaryOf } from './read-queue.ts';
import { bringBack, setAside } from './set-aside.ts';

const exportsSql = `
  SELECT moved.exportId, max(moved.at) AS at, max(moved.by) AS by, count(*) AS messages
  FROM moved_messages AS moved JOIN messages AS m ON m.id = moved.messageId
  WHERE m.state = 'failed' AND m.problem = 'MOVED' GROUP BY moved.exportId ORDER BY 2 DESC`;

/** Whose file it is. */
export interface RescueNames {
  readonly dbId: string;
  readonly machine: string;
  /** IT's public key: it opens the file too. */
  readonly recovery: RecoveryKey | null;
}

/** The way of the queue to another PC and back, on an open database. */
export function createRescueStore(
  connection: Connection,
  audit: AuditStore,
  crypto: Pick<Crypto, 'scrypt'>,
  { dbId, machine, recovery }: RescueNames,
): RescueStore {
  return {
    async exportQueue(actor, now) {
      const exportId = randomUUID();
      const content = connection.write(() => {
        const read = readQueue(connection, { exportId, exportedAt: now, machine, dbId }, true);
        setAside(connection, exportId, actor.name, now);
        return read;
      });
      if (content.messages.length === 0) return null;
      const passphrase = newPassphrase();
      try {
        const text = await seal(content, passphrase, recovery, crypto);
        return { summary: summaryOf(content), passphrase, text, recovery: recovery !== null };
      } catch (error) {
        // There is no file, so nothing has moved.
        connection.write(() => bringBack(connection, exportId, false, now));
        throw error;
      }
    },

    exported: (exportId, actor, now) => note('rescue.export', exportId, actor, now, ''),

    takeBack: (exportId, leftHere, actor, now) =>
      connection.write(() => {
        const ids = bringBack(connection, exportId, !leftHere, now);
        // A file that was never written moved nothing: nobody has to read of it.
        if (!leftHere)
          note('rescue.takeBack', exportId, actor, now, `count=${ids.length} ids=${idRanges(ids)}`);
        return ids.length;
      }),

    exports: () => connection.all(exportsSql),

    async importFile(text, key, actor, now) {
      const opened = await unseal(text, key, crypto);
      if (!opened.ok) return opened;
      const parsed = rescueContentSchema.safeParse(opened.content);
      if (!parsed.success) return { ok: false, fault: 'TORN' };
      return { ok: true, effect: actor ? bringInFor(parsed.data, actor, now) : preview(parsed.data, now) };
    },
  };

  function bringInFor(content: RescueContent, actor: RescueActor, now: number): RescueEffect {
    return connection.write(() => {
      const effect = bringIn(connection, content, { dbId, by: actor.name }, now);
      const { added, held, known, missingReceivers } = effect;
      note(
        'rescue.import',
        content.exportId,
        actor,
        now,
        `added=${added} held=${held} known=${known} receiversAdded=${missingReceivers.length}`,
      );
      return effect;
    });
  }

  /** What it would do is what it does, taken back. */
  function preview(content: RescueContent, now: number): RescueEffect {
    let effect: RescueEffect | undefined;
    try {
      connection.write(() => {
        effect = bringIn(connection, content, { dbId, by: '' }, now);
        throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
    }
    if (!effect) throw new Error('no effect');
    return effect;
  }

  function note(
    action: AuditAction,
    exportId: string,
    actor: RescueActor,
    now: number,
    detail: string,
  ): void {
    audit.append({
      at: now,
      actor: actor.name,
      action,
      subject: exportId,
      outcome: 'ok',
      detail: `account=${actor.accountId} ${detail}`.trimEnd(),
    });
  }
}

class TakenBack extends Error {}

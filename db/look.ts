import type { MessageState } from '../core/contract/message.ts';
import { messageStates } from '../core/contract/message.ts';
import { databasePath } from './data-folder.ts';
import type { KeyProtection } from './key-slots.ts';
import { readKeyring } from './keyring.ts';
import { openDatabase, sqliteCode } from './open.ts';
import { processLives } from './sender-store.ts';

const countersSql = 'SELECT name, value FROM counters';
const senderSql = 'SELECT pid, startMark, heartbeatAt FROM sender WHERE id = 1';

/** What a look at the database of a folder finds: counts and who sends. `code` is a start-up fault's or SQLite's. */
export type Look =
  | { readonly ok: false; readonly code: string }
  | {
      readonly ok: true;
      readonly states: Readonly<Record<MessageState, number>>;
      readonly unsent: number;
      /** Null where no process holds the right to send. */
      readonly sender: { readonly alive: boolean; readonly heartbeatAt: number } | null;
    };

/**
 * Looks at a database without writing: nothing is created, migrated, restored or recorded, whoever works on it meanwhile. `NONE`
 * where there never was one.
 */
export function lookAtDatabase(dataDir: string, protection: KeyProtection): Look {
  const keyring = readKeyring(dataDir, protection);
  if (!keyring.ok) return { ok: false, code: keyring.code };
  const opened = openDatabase({
    path: databasePath(dataDir),
    key: keyring.keys.database,
    readonly: true,
  });
  if (!opened.ok) return { ok: false, code: opened.fault.code };
  const { database } = opened;
  try {
    const counters = new Map(
      (database.prepare(countersSql).all() as { name: string; value: number }[]).map(({ name, value }) => [
        name,
        value,
      ]),
    );
    const count = (state: MessageState) => counters.get(state) ?? 0;
    const row = database.prepare(senderSql).get() as
      | { pid: number | null; startMark: string | null; heartbeatAt: number }
      | undefined;
    return {
      ok: true,
      states: Object.fromEntries(messageStates.map((state) => [state, count(state)])) as Record<
        MessageState,
        number
      >,
      unsent: count('pending') + count('sending') + count('failed'),
      sender:
        row && row.pid !== null
          ? { alive: processLives(row.pid, row.startMark), heartbeatAt: row.heartbeatAt }
          : null,
    };
  } catch (error) {
    const code = sqliteCode(error);
    if (code === '') throw error;
    return { ok: false, code };
  } finally {
    database.close();
  }
}

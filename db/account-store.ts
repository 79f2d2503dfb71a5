import { asc, eq, sql } from 'drizzle-orm';
import type { AccountStore, StoredAccount } from '../core/accounts/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { accounts } from './schema/people.ts';

const signInSql = 'UPDATE accounts SET failures = ?, lockedUntil = ? WHERE id = ?';
const endLockSql = 'UPDATE accounts SET lockedUntil = NULL WHERE id = ? AND lockedUntil = ?';

/** Accounts; every change writes its audit row in the same transaction. Names are unique whatever the capitals. */
export function createAccountStore(connection: Connection, audit: AuditStore): AccountStore {
  const all = connection.prepared((orm) =>
    orm.select().from(accounts).orderBy(asc(accounts.nameKey)).prepare(),
  );
  const byKey = connection.prepared((orm) =>
    orm
      .select()
      .from(accounts)
      .where(eq(accounts.nameKey, sql.placeholder('key')))
      .prepare(),
  );
  const byNumber = connection.prepared((orm) =>
    orm
      .select()
      .from(accounts)
      .where(eq(accounts.id, sql.placeholder('id')))
      .prepare(),
  );

  return {
    list: () => all().all().map(stored),
    byName: (name) => orNull(byKey().get({ key: keyOf(name) })),
    byId: (id) => orNull(byNumber().get({ id })),
    save: (account, actor, now) =>
      connection.write(() => {
        const { id, hash, salt, ...rest } = account;
        const columns = {
          ...rest,
          nameKey: keyOf(account.name),
          hash: Buffer.from(hash),
          salt: Buffer.from(salt),
        };
        const saved =
          id === null
            ? connection.orm.insert(accounts).values(columns).returning().get()
            : connection.orm.update(accounts).set(columns).where(eq(accounts.id, id)).returning().get();
        if (!saved) throw new Error('account not found');
        audit.append({
          at: now,
          actor,
          action: id === null ? 'account.add' : 'account.change',
          subject: `account:${saved.id}`,
          outcome: 'ok',
          detail: `role=${saved.role} disabled=${Number(saved.disabled)}`,
        });
        return stored(saved);
      }),
    recordSignIn(accountId, use, outcome, failures, lockedUntil, now) {
      connection.write(() => {
        connection.run(signInSql, [failures, lockedUntil, accountId]);
        audit.append({
          at: now,
          actor: `account:${accountId}`,
          action: use,
          subject: `account:${accountId}`,
          outcome: outcome === 'ok' ? 'ok' : 'refused',
          detail: `failures=${failures} locked=${Number(lockedUntil !== null)}`,
        });
      });
    },
    endLock(accountId, lockedUntil) {
      connection.run(endLockSql, [accountId, lockedUntil]);
    },
    unlock(accountId, actor, now) {
      connection.write(() => {
        connection.run(signInSql, [0, null, accountId]);
        audit.append({
          at: now,
          actor,
          action: 'account.unlock',
          subject: `account:${accountId}`,
          outcome: 'ok',
          detail: '',
        });
      });
    },
  };
}

type AccountRow = typeof accounts.$inferSelect;

function stored({ nameKey: _, ...account }: AccountRow): StoredAccount {
  return { ...account, hash: new Uint8Array(account.hash), salt: new Uint8Array(account.salt) };
}

function orNull(row: AccountRow | undefined): StoredAccount | null {
  return row ? stored(row) : null;
}

/** What names are compared by. */
export function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

import { type ChainCheck, type ChainHead, chainRow, emptyChain, verifyChain } from '../core/audit/chain.ts';
import type { Crypto } from '../core/host/ports.ts';
import type { AuditEntry, AuditStore } from '../core/host/stores.ts';
import { rows } from './audit-trail.ts';
import type { Connection } from './connection.ts';

const headSql = 'SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1';
const appendSql = `
  INSERT INTO audit (seq, at, tzOffsetMinutes, actor, machine, action, subject, outcome, detail, prev, mac)
  VALUES (@seq, @at, @tzOffsetMinutes, @actor, @machine, @action, @subject, @outcome, @detail, @prev, @mac)`;
const latestSql = `
  SELECT at, actor, action, subject, outcome, detail FROM audit ORDER BY seq DESC LIMIT ?`;

/** The audit trail in the database: rows chained under the audit key, written in the transaction of what they record. */
export interface ChainedAuditStore extends AuditStore {
  head(): ChainHead;
  /** Follows the whole chain; `outsideHead` is the head as last copied out of the database. */
  verify(outsideHead?: ChainHead): ChainCheck;
}

export function createAuditStore(
  connection: Connection,
  crypto: Pick<Crypto, 'hmacSha256'>,
  key: Uint8Array,
  machine: string,
): ChainedAuditStore {
  const head = (): ChainHead => connection.get<ChainHead>(headSql) ?? emptyChain;
  return {
    append(entry) {
      connection.write(() => {
        const { at, actor, action, subject, outcome, detail } = entry;
        const row = { at, actor, action, subject, outcome, detail, machine, tzOffsetMinutes: offsetAt(at) };
        connection.run(appendSql, { ...chainRow(crypto, key, head(), row) });
      });
    },
    latest: (limit) => connection.all<AuditEntry>(latestSql, [limit]),
    head,
    verify: (outsideHead) => verifyChain(crypto, key, rows(connection), outsideHead),
  };
}

function offsetAt(at: number): number {
  return -new Date(at).getTimezoneOffset();
}

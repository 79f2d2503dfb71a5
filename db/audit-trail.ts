import { type ChainedRow, type ChainHead, emptyChain, verifyChain } from '../core/audit/chain.ts';
import type { AuditTrail, TrailFilter } from '../core/audit/ports.ts';
import type { Crypto } from '../core/host/ports.ts';
import type { Connection } from './connection.ts';

const someRows = 500;
const afterSql = 'SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?';

/** Every condition stands in the one text, so that it is prepared once; a NULL leaves it out. */
const where = `
  (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to) AND (@action IS NULL OR action = @action)
  AND (@outcome IS NULL OR outcome = @outcome)
  AND (@actors IS NULL OR actor IN (SELECT value FROM json_each(@actors)))`;
const pageSql = `SELECT * FROM audit WHERE ${where} ORDER BY seq DESC LIMIT @limit OFFSET @offset`;
const totalSql = `SELECT count(*) AS total FROM audit WHERE ${where}`;

/** Reads the audit trail; `outsideHead` is its head as kept outside of the database, where a cut tail shows. */
export function createAuditTrail(
  connection: Connection,
  crypto: Pick<Crypto, 'hmacSha256'>,
  key: Uint8Array,
  outsideHead: () => ChainHead | undefined,
): AuditTrail {
  return {
    page(filter, offset, limit) {
      const bound = boundOf(filter);
      const total = connection.get<{ total: number }>(totalSql, bound)?.total ?? 0;
      return { rows: connection.all<ChainedRow>(pageSql, { ...bound, limit, offset }), total };
    },
    after: (seq) => connection.all<ChainedRow>(afterSql, [seq, someRows]),
    verify(from, limit) {
      const part = connection.all<ChainedRow>(afterSql, [from.seq, limit]);
      const more = part.length === limit;
      const outside = outsideHead() ?? emptyChain;
      // A head that lies ahead is for the part that comes to it.
      const ahead = more && outside.seq > (part.at(-1)?.seq ?? 0);
      return { check: verifyChain(crypto, key, part, ahead ? emptyChain : outside, from), more };
    },
  };
}

/** All rows in order, some hundred at a time. */
export function* rows(connection: Connection): Iterable<ChainedRow> {
  for (let seq = 0; ; ) {
    const next = connection.all<ChainedRow>(afterSql, [seq, someRows]);
    yield* next;
    const last = next.at(-1);
    if (!last) return;
    seq = last.seq;
  }
}

function boundOf({ from, to, actors, action, outcome }: TrailFilter) {
  return {
    from: from ?? null,
    to: to ?? null,
    action: action ?? null,
    outcome: outcome ?? null,
    actors: actors ? JSON.stringify(actors) : null,
  };
}

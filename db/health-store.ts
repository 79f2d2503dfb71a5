import { chainBreakKey } from '../core/audit/chain-state.ts';
import type { AcknowledgedAlert, Outage } from '../core/contract/health.ts';
import { type MessageState, messageStates, type ProblemCode } from '../core/contract/message.ts';
import type { HealthStore, HourRow } from '../core/health/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { countersOf } from './queue-page.ts';

export const reasonsSql = `
  SELECT CASE state WHEN 'failed' THEN 'failed' ELSE 'pending' END AS state, problem, count(*) AS count
  FROM messages INDEXED BY messages_by_problem
  WHERE problem IS NOT NULL AND state IN ('pending', 'sending', 'failed')
  GROUP BY 1, 2 ORDER BY 3 DESC, 2`;
const hoursSql = 'SELECT hour, sentBefore, failed FROM hourly WHERE hour >= ? ORDER BY hour';
export const ackTimesSql = `
  SELECT finishedAt AS at, latencyMs FROM attempts INDEXED BY attempts_acknowledged
  WHERE destinationId = @destinationId AND finishedAt >= @from AND ackCode IS NOT NULL
  ORDER BY finishedAt DESC LIMIT @limit`;
export const waitsSql = `
  SELECT m.createdAt AS "from", a.finishedAt AS until
  FROM attempts AS a INDEXED BY attempts_acknowledged JOIN messages AS m ON m.id = a.messageId
  WHERE a.destinationId = @destinationId AND a.finishedAt >= @from AND a.ackCode IS NOT NULL
    AND a.outcome = 'delivered'
  ORDER BY a.finishedAt DESC LIMIT @limit`;
const destinationIdsSql = 'SELECT id FROM destinations';
const outagesSql = `
  SELECT o.id, o.destinationId, d.name AS destination, o.problem, o.startedAt, o.endedAt
  FROM outages AS o JOIN destinations AS d ON d.id = o.destinationId
  WHERE o.endedAt IS NULL OR o.endedAt >= ? ORDER BY o.startedAt DESC, o.id DESC LIMIT ?`;
const startOutageSql = `
  INSERT INTO outages (destinationId, problem, startedAt)
  SELECT @destinationId, @problem, @at
  WHERE NOT EXISTS (SELECT 1 FROM outages WHERE destinationId = @destinationId AND endedAt IS NULL)`;
// A clock that was put back must not make an outage end before it began.
const endOutageSql = `
  UPDATE outages SET endedAt = max(startedAt, @at)
  WHERE endedAt IS NULL AND (@destinationId IS NULL OR destinationId = @destinationId)`;

/** A broken trail is found again at every start: that somebody knows is kept with it. */
const acknowledgeSql: Readonly<Record<AcknowledgedAlert, string>> = {
  RECORDS_MISSING: `DELETE FROM settings WHERE key = 'own.incident'`,
  RESTORED: `DELETE FROM settings WHERE key = 'own.restored'`,
  AUDIT_BROKEN: `
    UPDATE settings SET value = json_set(value, '$.known', json('true'))
    WHERE key = 'own.${chainBreakKey}' AND NOT json_extract(value, '$.known')`,
};

/** How sending goes, read from counters and indexes: a look at it costs the same however many messages there are. */
export function createHealthStore(connection: Connection, audit: AuditStore): HealthStore {
  return {
    states() {
      const counters = countersOf(connection);
      return Object.fromEntries(messageStates.map((state) => [state, counters[state] ?? 0])) as Record<
        MessageState,
        number
      >;
    },
    reasons: () =>
      connection.all<{ state: 'pending' | 'failed'; problem: ProblemCode; count: number }>(reasonsSql),
    hours,
    ackTimes: (from, limit) =>
      connection
        .all<{ id: string }>(destinationIdsSql)
        .flatMap(({ id: destinationId }) =>
          connection.all<{ at: number; latencyMs: number }>(ackTimesSql, { destinationId, from, limit }),
        )
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit),
    waits: (from, limit) =>
      connection
        .all<{ id: string }>(destinationIdsSql)
        .flatMap(({ id: destinationId }) =>
          connection.all<{ from: number; until: number }>(waitsSql, { destinationId, from, limit }),
        ),
    outages: (from, limit) => connection.all<Outage>(outagesSql, [from, limit]),
    startOutage(destinationId, problem, at) {
      connection.write(() => connection.run(startOutageSql, { destinationId, problem, at }));
    },
    endOutage(destinationId, at) {
      connection.write(() => connection.run(endOutageSql, { destinationId, at }));
    },
    acknowledge(code, actor, at) {
      connection.write(() => {
        if (connection.run(acknowledgeSql[code]) === 0) return;
        audit.append({
          at,
          actor,
          action: 'incident.acknowledge',
          subject: code === 'AUDIT_BROKEN' ? 'audit' : 'database',
          outcome: 'ok',
          detail: code,
        });
      });
    },
  };

  /** `hourly` tells how many were sent before each hour: what an hour sent is the difference to the next one. */
  function hours(from: number, to: number): readonly HourRow[] {
    const rows = connection.all<{ hour: number; sentBefore: number; failed: number }>(hoursSql, [from]);
    const sentInAll = countersOf(connection).sent ?? 0;
    return rows
      .map(({ hour, sentBefore, failed }, index) => ({
        hour,
        sent: (rows[index + 1]?.sentBefore ?? sentInAll) - sentBefore,
        failed,
      }))
      .filter(({ hour, sent, failed }) => hour <= to && sent + failed > 0);
  }
}

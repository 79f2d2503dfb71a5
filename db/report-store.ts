import type { AuditStore } from '../core/host/stores.ts';
import type { DayEntry, ReportStore, StoredRefusal } from '../core/reports/ports.ts';
import type { Connection } from './connection.ts';
import { idRanges } from './id-ranges.ts';
import { waitingIdsSql } from './outbox-sql.ts';
import { visitsOfDay } from './visit-number.ts';

const dayEntriesSql = `
  SELECT a.id AS assessmentId, a.studentId, s.givenName || ' ' || s.familyName AS studentName,
    nullif(trim(coalesce(s.givenNameArabic, '') || ' ' || coalesce(s.familyNameArabic, '')), '') AS studentNameArabic,
    s.studentNumber, coalesce(s.particulars ->> 'className', '') AS className, a.savedAt, a.savedBy,
    EXISTS (SELECT 1 FROM assessment_changes AS c WHERE c.visit = a.visit AND c.change = 'enteredInError') AS enteredInError
  FROM assessments AS a JOIN students AS s ON s.id = a.studentId
  WHERE a.visit >= @first AND a.visit < @last ORDER BY a.visit`;
const unconfirmedSql = `
  SELECT count(DISTINCT m.visit) AS count FROM (
    ${waitingIdsSql} UNION ALL SELECT id FROM messages INDEXED BY messages_sending WHERE state = 'sending'
    UNION ALL SELECT id FROM messages INDEXED BY messages_failed WHERE state = 'failed') AS open
  CROSS JOIN messages AS m ON m.id = open.id WHERE m.visit < ?`;
export const refusalsSql = `
  SELECT t.id AS attemptId, t.messageId, t.startedAt AS at, t.problem, t.ackCode, t.errCode, t.errLocation AS location,
    k.at AS acknowledgedAt, k.by AS acknowledgedBy, r.at AS replacedAt, r.by AS replacedBy, r.newId
  FROM attempts AS t INDEXED BY attempts_rejected LEFT JOIN acknowledgements AS k ON k.attemptId = t.id
  LEFT JOIN replacements AS r ON r.messageId = t.messageId
  WHERE t.outcome = 'rejected' AND t.startedAt >= ? AND t.startedAt < ? ORDER BY t.startedAt DESC, t.id DESC`;
const lastReplySql = `
  SELECT ackRaw FROM attempts WHERE id BETWEEN @id * 65536 AND @id * 65536 + 65535 AND ackRaw IS NOT NULL
  ORDER BY id DESC LIMIT 1`;
const acknowledgeSql = `
  INSERT OR IGNORE INTO acknowledgements (attemptId, at, by)
  SELECT id, @now, @by FROM attempts WHERE id = @id AND outcome = 'rejected'`;

/** What the reports of a day and of refusals read. */
export function createReportStore(connection: Connection, audit: AuditStore): ReportStore {
  return {
    dayEntries(day) {
      const first = firstVisitOf(day);
      return connection
        .all<Omit<DayEntry, 'enteredInError'> & { enteredInError: number }>(dayEntriesSql, {
          first,
          last: first + visitsOfDay,
        })
        .map((row) => ({ ...row, enteredInError: row.enteredInError === 1 }));
    },
    unconfirmedBefore: (day) =>
      connection.get<{ count: number }>(unconfirmedSql, [firstVisitOf(day)])?.count ?? 0,
    refusals: (from, until) => connection.all<StoredRefusal>(refusalsSql, [from, until]),
    lastReply: (messageId) =>
      connection.get<{ ackRaw: Buffer }>(lastReplySql, { id: messageId })?.ackRaw ?? null,
    acknowledge: (attemptIds, actor, now) =>
      connection.write(() => {
        const read = attemptIds.filter(
          (id) => connection.run(acknowledgeSql, { id, now, by: actor.name }) === 1,
        );
        if (read.length === 0) return 0;
        audit.append({
          at: now,
          actor: actor.name,
          action: 'refusal.acknowledge',
          subject: 'refusals',
          outcome: 'ok',
          detail: `account=${actor.accountId} count=${read.length} attempts=${idRanges(read)}`,
        });
        return read.length;
      }),
  };
}

/** The lowest visit number that a calendar day can give (db/visit-number.ts). */
function firstVisitOf(day: string): number {
  return Number(day.slice(2).replaceAll('-', '')) * visitsOfDay;
}

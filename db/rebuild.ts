import type { Student } from '../core/contract/student.ts';
import type { Connection } from './connection.ts';
import { settleOrder } from './order.ts';
import { type StudentRow, studentColumns, studentView } from './student-row.ts';
import { indexStudentWords } from './student-writer.ts';

const counterSqls = [
  `DELETE FROM counters WHERE name NOT IN ('lastAcceptedAt', 'attempts')`,
  `INSERT INTO counters (name, value) SELECT column1, 0 FROM
     (VALUES ('pending'), ('sending'), ('sent'), ('failed'), ('superseded'), ('cancelled'))`,
  `INSERT INTO counters (name, value) SELECT state, count(*) FROM messages WHERE true GROUP BY state
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  `INSERT INTO counters (name, value) SELECT state || ':' || schoolId, count(*) FROM messages GROUP BY state, schoolId`,
  `UPDATE counters SET value = (SELECT coalesce(max(stateAt), 0) FROM messages WHERE state = 'sent')
     WHERE name = 'lastAcceptedAt'`,
  `UPDATE counters SET value = max(value, (SELECT coalesce(max(seq), 0) FROM attempts)) WHERE name = 'attempts'`,
  'DELETE FROM hourly',
  // One row for each hour in which a message was made or came to its state, as the triggers would have written it.
  `INSERT INTO hourly (hour, sentBefore, firstMessageId, failed)
     SELECT hour, sum(sum(sent)) OVER earlier, min(min(firstMessageId)) OVER later, sum(failed) FROM (
       SELECT createdAt / 3600000 AS hour, 0 AS sent, id AS firstMessageId, 0 AS failed FROM messages
       UNION ALL
       SELECT stateAt / 3600000, state = 'sent', 9000000000000000, state = 'failed' FROM messages
       WHERE state IN ('sent', 'failed'))
     GROUP BY hour
     WINDOW earlier AS (ORDER BY hour), later AS (ORDER BY hour DESC)`,
  `UPDATE hourly SET sentBefore = sentBefore - (
     SELECT count(*) FROM messages WHERE state = 'sent' AND stateAt / 3600000 = hour)`,
  'UPDATE schools SET students = (SELECT count(*) FROM students WHERE schoolId = schools.id)',
  `UPDATE assessments SET messageIds = (
     SELECT json_group_array(id) FROM (SELECT id FROM messages WHERE messages.visit = assessments.visit ORDER BY id))`,
  `UPDATE messages SET blockedBy = NULL, holds = 0 WHERE state IN ('pending', 'sending')`,
];
const unsentSql = `SELECT id FROM messages WHERE state IN ('pending', 'sending') ORDER BY position`;
const unindexedSql = `
  SELECT ${studentColumns} FROM students AS s JOIN schools AS c ON c.id = s.schoolId
  WHERE s.mergedInto IS NULL AND NOT EXISTS (SELECT 1 FROM student_words WHERE studentId = s.id)`;

/** Makes everything anew that is kept beside the rows: counters, the hours, order and search words. In the caller's transaction. */
export function rebuildDerived(connection: Connection): void {
  for (const sql of counterSqls) connection.run(sql);
  for (const { id } of connection.all<{ id: number }>(unsentSql)) settleOrder(connection, id);
  for (const row of connection.all<StudentRow>(unindexedSql)) {
    indexStudentWords(connection, row.id, studentView(row) as Student);
  }
}

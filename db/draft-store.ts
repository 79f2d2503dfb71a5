import type { AssessmentStore } from '../core/assessments/ports.ts';
import type { Draft } from '../core/contract/assessment.ts';
import type { Connection } from './connection.ts';

// A late save of a form that was saved as an assessment must not bring its draft back.
const saveSql = `
  INSERT INTO drafts (id, accountId, studentId, fields, updatedAt)
  SELECT @id, @accountId, @studentId, @fields, @updatedAt WHERE NOT EXISTS (SELECT 1 FROM assessments WHERE id = @id)
  ON CONFLICT (id) DO UPDATE SET studentId = excluded.studentId, fields = excluded.fields, updatedAt = excluded.updatedAt
  WHERE accountId = excluded.accountId`;
const getSql = 'SELECT id, studentId, fields, updatedAt FROM drafts WHERE id = ? AND accountId = ?';
const listSql = 'SELECT id, studentId, updatedAt FROM drafts WHERE accountId = ? ORDER BY updatedAt DESC, id';
const discardSql = 'DELETE FROM drafts WHERE id = ? AND accountId = ?';

/** Unfinished forms. */
export function createDraftStore(
  connection: Connection,
): Pick<AssessmentStore, 'saveDraft' | 'getDraft' | 'listDrafts' | 'discardDraft'> {
  return {
    saveDraft({ id, studentId, fields, updatedAt }, accountId) {
      connection.run(saveSql, { id, accountId, studentId, fields: JSON.stringify(fields), updatedAt });
    },
    getDraft(id, accountId) {
      const row = connection.get<Omit<Draft, 'fields'> & { fields: string }>(getSql, [id, accountId]);
      return row && { ...row, fields: JSON.parse(row.fields) as Draft['fields'] };
    },
    listDrafts: (accountId) => connection.all<Omit<Draft, 'fields'>>(listSql, [accountId]),
    discardDraft(id, accountId) {
      connection.run(discardSql, [id, accountId]);
    },
  };
}

import type { AppParts, Handlers } from '../app-parts.ts';
import { catalogs } from '../contract/locales/catalogs.ts';
import { fail, ok } from '../contract/result.ts';
import { csvLine, dubaiTime } from './csv.ts';
import type { StoredRow } from './ports.ts';

/** So many rows are read and written at once: other requests are answered in between. */
const chunkRows = 1000;

type Parts = Pick<AppParts, 'queue' | 'clock' | 'audit' | 'settings' | 'saveFile'>;

/** The list as a CSV file for a spreadsheet, in the language of the window; the audit trail keeps who took how many. */
export function exportHandler(parts: Parts): Pick<Handlers, 'queue.export'> {
  const { queue, clock, audit, settings, saveFile } = parts;
  return {
    'queue.export': async ({ filter, sort, withNames }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const words = catalogs[settings.get().language];
      const found = queue.ids(filter);
      const ids = sort === 'needsPerson' && filter.status === 'all' ? failedFirst(found, queue.ids) : found;
      const lines = [headings(words, withNames)];
      for (let at = 0; at < ids.length; at += chunkRows) {
        const rows = queue.rows(ids.slice(at, at + chunkRows));
        lines.push(...rows.map((row) => lineOf(row, words, withNames)));
        await new Promise<void>((resolve) => void clock.after(0, resolve));
      }
      // Without the mark of UTF-8 a spreadsheet reads Arabic names as Windows-1252.
      const content = `\ufeff${lines.join('\r\n')}\r\n`;
      const fileName = `clinic-outbox-queue-${dubaiTime(clock.nowMs()).slice(0, 10)}.csv`;
      const outcome = await saveFile({ fileName, content });
      const rows = ids.length;
      audit.append({
        at: clock.nowMs(),
        actor: signedIn.name,
        action: 'queue.export',
        subject: 'messages',
        outcome: outcome === 'failed' ? 'failed' : outcome === 'cancelled' ? 'refused' : 'ok',
        detail: `account=${signedIn.accountId} rows=${rows} names=${withNames ? 'yes' : 'no'} status=${filter.status}`,
      });
      switch (outcome) {
        case 'saved':
          return ok({ kind: 'saved', rows });
        case 'cancelled':
          return ok({ kind: 'cancelled' });
        case 'byWindow':
          return ok({ kind: 'content', rows, fileName, content });
        case 'failed':
          return fail('NOT_SAVED', 'The file was not written. Choose another folder and try again.');
      }
    },
  };
}

type Words = (typeof catalogs)['en'] | (typeof catalogs)['ar'];

function failedFirst(found: readonly number[], ids: AppParts['queue']['ids']): readonly number[] {
  const failed = new Set(ids({ status: 'failed' }));
  return [...found.filter((id) => failed.has(id)), ...found.filter((id) => !failed.has(id))];
}

function headings({ queue: { columns, exported } }: Words, withNames: boolean): string {
  return csvLine([
    exported.number,
    exported.controlId,
    exported.kind,
    columns.status,
    exported.studentNumber,
    ...(withNames ? [columns.student] : []),
    columns.school,
    columns.tries,
    exported.problem,
    columns.created,
    columns.last,
    exported.finished,
  ]);
}

function lineOf(row: StoredRow, { queue, problems }: Words, withNames: boolean): string {
  return csvLine([
    String(row.id),
    row.controlId ?? '',
    row.kind,
    queue.states[row.state],
    row.studentNumber,
    ...(withNames ? [row.studentName] : []),
    row.schoolName,
    String(row.retryCount),
    row.problem === null ? '' : problems[row.problem].title,
    dubaiTime(row.createdAt),
    row.lastAttemptAt === null ? '' : dubaiTime(row.lastAttemptAt),
    row.finishedAt === null ? '' : dubaiTime(row.finishedAt),
  ]);
}

import { expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { AuditEntry } from '../host/stores.ts';
import { exportHandler } from './export.ts';
import type { StoredRow } from './ports.ts';

const admin: Caller = { signedIn: { accountId: 1, name: 'Mariam', role: 'admin' }, become() {} };

const row: StoredRow = {
  id: 12,
  rev: 1,
  state: 'failed',
  assessmentId: null,
  studentId: 1,
  studentName: '=HYPERLINK("x") Al Ketbi',
  studentNameArabic: null,
  studentNumber: 'S104026',
  kind: 'ADT^A04',
  controlId: 'TSTSYS1',
  schoolId: 1,
  schoolName: 'Al Reem, Model School',
  destinationId: 'd',
  retryCount: 5,
  possiblyDelivered: false,
  duplicate: false,
  problem: 'NACK_ID',
  problemField: null,
  outcome: 'rejected',
  blockedBy: null,
  dueAt: null,
  createdAt: Date.UTC(2026, 10, 23, 14, 21),
  finishedAt: null,
  lastAttemptAt: null,
  sentBy: null,
  supersededBy: null,
};

function ask(withNames: boolean, outcome: 'saved' | 'cancelled' | 'byWindow' | 'failed') {
  const audited: AuditEntry[] = [];
  const files: { readonly fileName: string; readonly content: string }[] = [];
  const handler = exportHandler({
    queue: { ids: () => [12], rows: () => [row] } as never,
    clock: {
      nowMs: () => Date.UTC(2026, 10, 24, 6),
      monotonicMs: () => 0,
      after(_ms, run) {
        run();
        return () => {};
      },
    },
    audit: { append: (entry: AuditEntry) => audited.push(entry) } as never,
    settings: { get: () => ({ language: 'en' }) } as never,
    saveFile: async (file) => {
      files.push(file);
      return outcome;
    },
  });
  const input = { filter: { status: 'failed' as const, text: 'Hamad' }, sort: 'newest' as const, withNames };
  return { result: handler['queue.export'](input, admin), audited, files };
}

it('exports the list without names, for a spreadsheet, and writes down how many', async () => {
  const { result, audited, files } = ask(false, 'saved');

  expect(await result).toEqual({ ok: true, value: { kind: 'saved', rows: 1 } });
  expect(files).toEqual([
    {
      fileName: 'clinic-outbox-queue-2026-11-24.csv',
      content: [
        '\ufeffNo.,Message ID,Type,Status,Student no.,School,Tries,Problem,Created,Last try,Finished',
        '12,TSTSYS1,ADT^A04,Failed,S104026,"Al Reem, Model School",5,Emirates ID missing or not valid,2026-11-23 18:21:00,,',
        '',
      ].join('\r\n'),
    },
  ]);
  expect(audited).toMatchObject([
    { action: 'queue.export', outcome: 'ok', detail: 'account=1 rows=1 names=no status=failed' },
  ]);
  expect(JSON.stringify(audited)).not.toContain('Hamad');
});

it('adds names only when they are asked for, and no name can run as a formula', async () => {
  const { result, files, audited } = ask(true, 'byWindow');

  expect(await result).toMatchObject({ value: { kind: 'content', content: files[0]?.content } });
  expect(files[0]?.content).toContain(`"'=HYPERLINK(""x"") Al Ketbi"`);
  expect(audited[0]?.detail).toContain('names=yes');
});

it('says when the file was not written', async () => {
  expect(await ask(false, 'failed').result).toMatchObject({ ok: false, error: { code: 'NOT_SAVED' } });
});

import { beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '../app-parts.ts';
import { silentLog } from '../host/ports.ts';
import type { AuditEntry } from '../host/stores.ts';
import { createManualClock } from '../transport/testing/manual-clock.ts';
import { createViewLog, oneLookMs, type ViewLog } from './view-log.ts';

const huda: SignedIn = { accountId: 2, name: 'Huda', role: 'nurse' };
const mariam: SignedIn = { accountId: 1, name: 'Mariam', role: 'admin' };

let clock: ReturnType<typeof createManualClock>;
let rows: string[];
let full: boolean;
let views: ViewLog;

beforeEach(() => {
  clock = createManualClock();
  rows = [];
  full = false;
  const audit = {
    append({ actor, action, subject, detail }: AuditEntry) {
      if (full) throw new Error('disk full');
      rows.push(`${actor} ${action} ${subject}${detail}`);
    },
    latest: () => [],
  };
  views = createViewLog({ audit, clock, log: silentLog });
});

it('writes down who looked at which record, by id', () => {
  views.answered(huda, 'student.get', { id: 7 }, { familyName: 'Al Mansoori' });
  views.answered(huda, 'student.mergePreview', { keepId: 7, duplicateId: 8 }, {});
  views.answered(mariam, 'message.detail', { id: 31 }, {});

  expect(rows).toEqual(['account:2 student.view 7', 'account:2 student.view 8', 'account:1 message.view 31']);
});

it('takes looks at the same thing within a quarter of an hour for one, each person for themselves', () => {
  const look = (who: SignedIn) => views.answered(who, 'student.record', { id: 7 }, {});
  look(huda);
  clock.advance(oneLookMs - 1);
  look(huda);
  look(mariam);
  clock.advance(1);
  look(huda);

  expect(rows).toEqual(['account:2 student.view 7', 'account:1 student.view 7', 'account:2 student.view 7']);
});

it('counts a list that showed nobody as no look', () => {
  views.answered(huda, 'student.search', { text: 'x' }, []);
  views.answered(huda, 'queue.query', {}, { rows: [] });
  views.answered(huda, 'queue.counts', {}, { all: 3 });

  expect(rows).toEqual([]);
});

it('answers all the same when the trail cannot be written, and writes the next look', () => {
  full = true;
  views.answered(huda, 'student.get', { id: 7 }, {});
  full = false;
  views.answered(huda, 'student.get', { id: 7 }, {});

  expect(rows).toEqual(['account:2 student.view 7']);
});

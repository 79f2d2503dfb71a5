import { describe, expect, it } from 'vitest';
import type { Link } from '../contract/health.ts';
import { type AlertFacts, alertsOf, waitingDayMs, waitingLongMs } from './alerts.ts';

const now = Date.UTC(2026, 0, 5, 8);

function facts(change: Partial<AlertFacts> = {}): AlertFacts {
  return {
    now,
    drainer: { state: 'running', lastCycleAt: now },
    links: [],
    pending: 0,
    failed: 0,
    oldestPendingAt: null,
    diskLevel: 'ok',
    configProblems: 0,
    recoveryMissing: false,
    recordsMissingSince: null,
    restoredSince: null,
    unsavedSince: null,
    folderSynced: false,
    damagedSince: null,
    crashedAt: null,
    auditBrokenSince: null,
    ...change,
  };
}

function link(change: Partial<Link>): Link {
  return {
    destinationId: 'd',
    name: 'Malaffi',
    state: 'connected',
    since: now,
    problem: null,
    nextProbeAt: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    practice: false,
    folder: false,
    mapping: 'confirmed',
    processingId: 'P',
    ...change,
  };
}

const codes = (change: Partial<AlertFacts>) =>
  alertsOf(facts(change)).map(({ code, level }) => `${code} ${level}`);

describe('alerts', () => {
  it('are none while messages flow', () => {
    expect(codes({ links: [link({})], pending: 3, oldestPendingAt: now - 1000 })).toEqual([]);
  });

  it.each([
    { ageMs: waitingLongMs, expected: [] },
    { ageMs: waitingLongMs + 1, expected: ['WAITING_LONG amber'] },
    { ageMs: waitingDayMs, expected: ['WAITING_LONG amber'] },
    { ageMs: waitingDayMs + 1, expected: ['WAITING_DAY red'] },
  ])('turn amber after half an hour and red after a day: $ageMs ms', ({ ageMs, expected }) => {
    expect(codes({ pending: 1, oldestPendingAt: now - ageMs })).toEqual(expected);
  });

  it('say that the sender is not running when it stopped or has not stirred for 90 s', () => {
    expect(codes({ drainer: { state: 'stopped', lastCycleAt: null } })).toEqual(['SENDER_STOPPED red']);
    expect(codes({ drainer: { state: 'running', lastCycleAt: now, silent: true } })).toEqual([
      'SENDER_STOPPED red',
    ]);
    // The clock of the PC was put on by an hour.
    expect(codes({ drainer: { state: 'running', lastCycleAt: now - 3_600_000 } })).toEqual([]);
  });

  it('leave a process that stands by alone, because another one sends', () => {
    expect(codes({ drainer: { state: 'standby', lastCycleAt: null } })).toEqual([]);
  });

  it('say 30 days ahead that a client certificate ends, and turn red once it has', () => {
    const day = 24 * 3_600_000;
    const ending = (inMs: number) => codes({ links: [link({}), link({ certificateEndsAt: now + inMs })] });

    expect(ending(30 * day)).toEqual([]);
    expect(ending(30 * day - 1)).toEqual(['CERTIFICATE_ENDS amber']);
    expect(ending(-1)).toEqual(['CERTIFICATE_ENDS red']);
  });

  it('say that something is in no backup once that has lasted three days, and since when', () => {
    const threeDays = 3 * 24 * 3_600_000;
    const unsavedSince = now - threeDays - 1;

    expect(codes({ unsavedSince: null })).toEqual([]);
    expect(codes({ unsavedSince: now - threeDays })).toEqual([]);
    expect(alertsOf(facts({ unsavedSince }))).toEqual([
      { code: 'BACKUP_OLD', level: 'amber', since: unsavedSince },
    ]);
  });

  it('say that the data folder is one that a program copies to a cloud, behind what is worse', () => {
    expect(codes({ folderSynced: true })).toEqual(['DATA_FOLDER_SYNCED amber']);
    expect(codes({ folderSynced: true, failed: 1, unsavedSince: 0 })).toEqual([
      'FAILED red',
      'BACKUP_OLD amber',
      'DATA_FOLDER_SYNCED amber',
    ]);
  });

  it('tell an outage, which passes, from a pause by a problem, which needs somebody', () => {
    expect(codes({ links: [link({ state: 'offline' })] })).toEqual(['OUTAGE amber']);
    expect(codes({ links: [link({ state: 'paused', problem: 'AUTH' })] })).toEqual(['PAUSED red']);
    expect(codes({ links: [link({ state: 'paused' })] })).toEqual([]);
  });

  it('put what is worst first', () => {
    const change = { damagedSince: now, recordsMissingSince: now, diskLevel: 'full', failed: 1 } as const;
    expect(codes(change)).toEqual([
      'DATABASE_DAMAGED red',
      'RECORDS_MISSING red',
      'DISK_FULL red',
      'FAILED red',
    ]);
    expect(codes({ diskLevel: 'low' })).toEqual(['DISK_LOW amber']);
  });

  it.each([
    { aheadMs: 120_000, expected: [] },
    { aheadMs: 120_001, expected: ['CLOCK_WRONG amber'] },
    { aheadMs: -3_600_000, expected: ['CLOCK_WRONG amber'] },
  ])(
    'say that the clock seems wrong when a receiver is $aheadMs ms away from it',
    ({ aheadMs, expected }) => {
      expect(codes({ links: [link({ receiverAheadMs: aheadMs })] })).toEqual(expected);
      expect(codes({ configProblems: 1, recoveryMissing: true })).toEqual([
        'CONFIG_INVALID amber',
        'NO_RECOVERY_KEY amber',
      ]);
    },
  );
});

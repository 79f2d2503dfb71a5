import { describe, expect, it } from 'vitest';
import type { Link } from '../contract/health.ts';
import { nextStep } from './next-step.ts';
import type { StoredRow } from './ports.ts';

const now = 1_000_000;

const pending: StoredRow = {
  id: 7,
  rev: 1,
  state: 'pending',
  assessmentId: 'a',
  studentId: 1,
  studentName: 'Salem Al Mansoori',
  studentNameArabic: null,
  studentNumber: 'S1',
  kind: 'ADT^A04',
  controlId: 'C1',
  schoolId: 1,
  schoolName: 'School',
  destinationId: 'd',
  retryCount: 0,
  possiblyDelivered: false,
  duplicate: false,
  problem: null,
  problemField: null,
  outcome: null,
  blockedBy: null,
  dueAt: now,
  createdAt: now - 5,
  finishedAt: null,
  lastAttemptAt: null,
  sentBy: null,
  supersededBy: null,
};

const link: Link = {
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
  processingId: 'T',
};

describe('what happens next to a pending message', () => {
  it('is sent shortly when it is due', () => {
    expect(nextStep(pending, link, now)).toEqual({ kind: 'sendingShortly' });
  });

  it('is tried again at its time when it is not due', () => {
    expect(nextStep({ ...pending, dueAt: now + 42_000 }, link, now)).toEqual({
      kind: 'nextTry',
      at: now + 42_000,
    });
  });

  it('says that it may have arrived when it left and nobody answered', () => {
    const row = { ...pending, possiblyDelivered: true, dueAt: now + 9 };
    expect(nextStep(row, link, now)).toEqual({ kind: 'mayHaveArrived', at: now + 9 });
  });

  it('names the message it waits for before anything else', () => {
    expect(nextStep({ ...pending, blockedBy: 5 }, { ...link, state: 'offline' }, now)).toEqual({
      kind: 'waitingFor',
      messageId: 5,
    });
  });

  it('waits for the line when the line is down, whatever its own time', () => {
    expect(nextStep(pending, { ...link, state: 'offline' }, now)).toEqual({ kind: 'waitsForInternet' });
    expect(nextStep(pending, { ...link, state: 'unreachable', nextProbeAt: now + 5 }, now)).toEqual({
      kind: 'destinationUnreachable',
      at: now + 5,
    });
    expect(nextStep(pending, { ...link, state: 'paused', problem: 'AUTH' }, now)).toEqual({
      kind: 'paused',
      problem: 'AUTH',
      until: null,
    });
  });
});

describe('what happens next to a finished message', () => {
  it('was accepted at the time it was finished', () => {
    const row: StoredRow = { ...pending, state: 'sent', finishedAt: now - 1, duplicate: true };
    expect(nextStep(row, link, now)).toEqual({ kind: 'accepted', at: now - 1, duplicate: true });
  });

  it('shows its problem when it failed', () => {
    const row: StoredRow = { ...pending, state: 'failed', problem: 'NACK_ID' };
    expect(nextStep(row, link, now)).toEqual({ kind: 'problem', problem: 'NACK_ID' });
  });
});

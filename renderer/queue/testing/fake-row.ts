import type { QueueRow } from '../../../core/contract/message.ts';

/** A failed message of an invented student. */
export function fakeRow(change: Partial<QueueRow> = {}): QueueRow {
  const id = change.id ?? 1;
  return {
    id,
    rev: 1,
    state: 'failed',
    assessmentId: null,
    studentId: 1,
    studentName: `Student ${id}`,
    studentNameArabic: null,
    studentNumber: `S${id}`,
    kind: 'ADT^A04',
    controlId: `TSTSYS${id}`,
    schoolId: 1,
    schoolName: 'Al Reem Model School',
    retryCount: 5,
    possiblyDelivered: false,
    problem: 'GAVE_UP',
    problemField: null,
    next: { kind: 'problem', problem: 'GAVE_UP' },
    createdAt: Date.UTC(2026, 10, 24, 8),
    lastAttemptAt: Date.UTC(2026, 10, 24, 9),
    ...change,
  };
}

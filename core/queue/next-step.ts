import type { Link } from '../contract/health.ts';
import type { NextStep, QueueRow } from '../contract/message.ts';
import type { StoredRow } from './ports.ts';

/**
 * What happens next to a message, in the order of what holds it most: its own end, the message before it, the line, time.
 * Computed at each read: "offline", "paused" and "waiting for" are views, never states.
 */
export function nextStep(row: StoredRow, link: Link | undefined, now: number): NextStep {
  switch (row.state) {
    case 'sent':
      return {
        kind: row.sentBy === 'folder' ? 'written' : 'accepted',
        at: row.finishedAt ?? row.createdAt,
        duplicate: row.duplicate,
      };
    case 'superseded':
      return { kind: 'superseded', by: row.supersededBy };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'problem', problem: row.problem ?? 'REFUSED_OTHER' };
    case 'sending':
      return { kind: 'sendingNow' };
    case 'pending':
      return pendingStep(row, link, now);
  }
}

function pendingStep(row: StoredRow, link: Link | undefined, now: number): NextStep {
  if (row.blockedBy !== null) return { kind: 'waitingFor', messageId: row.blockedBy };
  if (link?.state === 'paused') return { kind: 'paused', problem: link.problem, until: link.pausedUntil };
  if (link?.state === 'offline') return { kind: 'waitsForInternet' };
  if (link?.state === 'unreachable') return { kind: 'destinationUnreachable', at: link.nextProbeAt };
  const at = row.dueAt ?? now;
  if (row.possiblyDelivered) return { kind: 'mayHaveArrived', at };
  return at <= now ? { kind: 'sendingShortly' } : { kind: 'nextTry', at };
}

/** A stored row as the list shows it. */
export function queueRow(row: StoredRow, links: readonly Link[], now: number): QueueRow {
  const {
    destinationId,
    duplicate: _duplicate,
    outcome: _outcome,
    blockedBy: _blockedBy,
    dueAt: _dueAt,
    sentBy: _sentBy,
    ...rest
  } = row;
  const { finishedAt: _finishedAt, supersededBy: _supersededBy, ...shown } = rest;
  const link = links.find((candidate) => candidate.destinationId === destinationId);
  return { ...shown, next: nextStep(row, link, now) };
}

import { expect, it } from 'vitest';
import type { AttemptView, QueueRow } from '../../core/contract/message.ts';
import { timelineOf } from './timeline-entries.ts';

const row = { createdAt: 1000, state: 'failed' } as QueueRow;

function attempt(number: number, startedAt: number): AttemptView {
  return {
    number,
    startedAt,
    finishedAt: startedAt + 10,
    outcome: 'transient',
    problem: 'SERVER',
    ackCode: null,
    errCode: null,
    errText: null,
    httpStatus: null,
    latencyMs: 10,
    transport: 'mllp',
  };
}

it('tells the story in its order, with the people who put the message back', () => {
  const story = timelineOf({
    row,
    attempts: [attempt(1, 2000), attempt(2, 4000)],
    manualRetries: [{ at: 3000, by: 'Huda' }],
  });

  expect(story.map(({ kind, at }) => [kind, at])).toEqual([
    ['created', 1000],
    ['attempt', 2000],
    ['retry', 3000],
    ['attempt', 4000],
    ['stopped', 4010],
  ]);
});

it('ends with what a pending message waits for, and with nothing for a sent one', () => {
  const of = (state: QueueRow['state']) =>
    timelineOf({ row: { ...row, state }, attempts: [], manualRetries: [] }).at(-1)?.kind;

  expect(of('pending')).toBe('waits');
  expect(of('sent')).toBe('created');
});

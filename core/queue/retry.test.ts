import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { MessageState } from '../contract/message.ts';
import type { OperationProgress } from '../contract/queue.ts';
import { chunkSize, createOperations } from './operations.ts';
import type { QueueStore, RetryCandidate } from './ports.ts';
import { retryHandlers } from './retry.ts';

type Row = RetryCandidate;

let rows: Row[];
let now: number;
let retried: number[][];
let retryBy: 'everyone' | 'admin';
let undoable: number[];
let progress: OperationProgress[];
/** What waits for its turn between two chunks. */
let turns: (() => void)[];

const nurse: Caller = { signedIn: { accountId: 2, name: 'Huda', role: 'nurse' }, become() {} };

beforeEach(() => {
  now = 1_000;
  retried = [];
  retryBy = 'everyone';
  undoable = [];
  progress = [];
  turns = [];
  rows = [
    message(1, 'failed'),
    message(2, 'failed', { outcome: 'rejected', problem: 'NACK_ID' }),
    message(3, 'pending', { possiblyDelivered: true }),
    message(4, 'sent'),
    message(5, 'sending'),
  ];
});

function message(id: number, state: MessageState, more: Partial<Row> = {}): Row {
  return { id, state, problem: null, outcome: null, possiblyDelivered: false, ...more };
}

function handlers() {
  const queue = {
    candidates: (ids: readonly number[]) => rows.filter(({ id }) => ids.includes(id)),
    idsInState: (status: MessageState) => rows.filter(({ state }) => state === status).map(({ id }) => id),
    retry(ids: readonly number[]) {
      retried.push([...ids]);
      return ids;
    },
    ids: ({ status }: { status: string }) =>
      rows.filter(({ state }) => status === 'all' || state === status).map(({ id }) => id),
    undo: () => undoable,
  } as unknown as QueueStore;
  let uuids = 0;
  const clock = {
    nowMs: () => now,
    monotonicMs: () => now,
    after(_delayMs: number, run: () => void) {
      turns.push(run);
      return () => {};
    },
  };
  return retryHandlers(
    {
      queue,
      destinations: { list: () => [] } as never,
      clock,
      crypto: { randomUuid: () => `uuid-${++uuids}` } as never,
      settings: { get: () => ({ language: 'en', theme: 'system', retryBy }) } as never,
    },
    createOperations(clock, (told) => progress.push(told)),
    () => 0,
    () => {},
  );
}

/** Lets a long operation take its turns until nothing waits. */
async function takeTurns(most = 1000): Promise<void> {
  for (let taken = 0; taken < most; taken += 1) {
    for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
    const next = turns.shift();
    if (!next) return;
    next();
  }
}

describe('a retry of many', () => {
  const many = chunkSize * 3;

  beforeEach(() => {
    rows = Array.from({ length: many }, (_, at) => message(at + 1, 'failed'));
  });

  it('goes a chunk at a time, tells how far it is, and ends with all of them put back', async () => {
    const result = handlers()['queue.retry']({ status: 'failed' }, nurse);
    await takeTurns();

    expect(await result).toMatchObject({ ok: true, value: { queued: many, notReached: 0 } });
    expect(retried.map((ids) => ids.length)).toEqual([chunkSize, chunkSize, chunkSize]);
    expect(progress.map(({ done, running }) => [done, running])).toEqual([
      [0, true],
      [chunkSize, true],
      [2 * chunkSize, true],
      [many, true],
      [many, false],
    ]);
  });

  it('ends after the chunk in hand when somebody presses Stop, and says how many were not reached', async () => {
    const retry = handlers();
    const result = retry['queue.retry']({ status: 'failed' }, nurse);
    await takeTurns(1);
    const operationId = progress[0]?.operationId ?? '';

    retry['operation.stop']({ operationId }, nurse);
    await takeTurns();

    expect(retried.length).toBeLessThan(3);
    expect(await result).toMatchObject({
      value: { queued: retried.length * chunkSize, notReached: many - retried.length * chunkSize },
    });
  });

  it('is the only one of its kind, and a second Enter meets the one that runs', async () => {
    const retry = handlers();
    const first = retry['queue.retry']({ status: 'failed' }, nurse);
    await takeTurns(1);

    const again = retry['queue.retry']({ status: 'failed' }, nurse);
    const other = retry['queue.retry']({ ids: rows.map(({ id }) => id) }, nurse);
    const one = retry['queue.retry']({ ids: [1] }, nurse);
    await takeTurns();

    expect(await other).toMatchObject({ ok: false, error: { code: 'BUSY' } });
    expect(await one).toMatchObject({ ok: true, value: { queued: 1 } });
    expect(await again).toEqual(await first);
    expect(retried).toHaveLength(4);
  });

  it('leaves out what the person took from everything that matches', async () => {
    const retry = handlers();
    const scope = { filter: { status: 'failed' as const }, asOf: now, except: [1, 2] };
    const preview = retry['queue.preview']({ scope }, nurse);

    expect(preview).toMatchObject({ value: { willRetry: many - 2 } });
  });
});

describe('retry preview', () => {
  it('counts what would be retried and what would be skipped', () => {
    const preview = handlers()['queue.preview']({ scope: { ids: [1, 2, 3, 4, 5] } }, nurse);

    expect(preview).toMatchObject({
      ok: true,
      value: { total: 5, willRetry: 2, alreadySent: 1, inFlight: 1, refused: 1, possiblyDelivered: 1 },
    });
  });
});

describe('retry', () => {
  it('leaves refused content out of a bulk retry', async () => {
    const result = await handlers()['queue.retry']({ ids: [1, 2] }, nurse);

    expect(retried).toEqual([[1]]);
    expect(result).toMatchObject({ ok: true, value: { queued: 1, skipped: { refused: 1 } } });
  });

  it('retries one refused message that was chosen by itself', async () => {
    await handlers()['queue.retry']({ ids: [2] }, nurse);

    expect(retried).toEqual([[2]]);
  });

  it('acts on the rows that the person saw and not on rows that failed since', async () => {
    const retry = handlers();
    const preview = retry['queue.preview']({ scope: { status: 'failed', asOf: now } }, nurse) as {
      value: { token: string };
    };
    rows.push(message(9, 'failed'));

    await retry['queue.retry'](
      { token: preview.value.token, includeRefused: true, includePossiblyDelivered: true },
      nurse,
    );

    expect(retried).toEqual([[1, 2]]);
  });

  it('acts once on a double click', async () => {
    const retry = handlers();

    const first = await retry['queue.retry']({ status: 'failed' }, nurse);
    now += 300;
    const second = await retry['queue.retry']({ status: 'failed' }, nurse);

    expect(retried).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('acts again when the person asks again later', async () => {
    const retry = handlers();

    await retry['queue.retry']({ status: 'failed' }, nurse);
    now += 60_000;
    await retry['queue.retry']({ status: 'failed' }, nurse);

    expect(retried).toHaveLength(2);
  });

  it('refuses a preview that is too old', async () => {
    const retry = handlers();
    const preview = retry['queue.preview']({ scope: { ids: [1] } }, nurse) as { value: { token: string } };
    now += 11 * 60_000;

    const result = await retry['queue.retry'](
      { token: preview.value.token, includeRefused: false, includePossiblyDelivered: true },
      nurse,
    );

    expect(result).toMatchObject({ ok: false, error: { code: 'TOKEN_EXPIRED' } });
    expect(retried).toEqual([]);
  });

  it('is refused to a nurse where the policy gives it to admins alone', async () => {
    retryBy = 'admin';

    const result = await handlers()['queue.retry']({ ids: [1] }, nurse);

    expect(result).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(retried).toEqual([]);
  });
});

describe('undo', () => {
  const operationOf = (result: unknown) => (result as { value: { operationId: string } }).value.operationId;

  it('takes back what has not been claimed and counts the rest', async () => {
    const retry = handlers();
    const operationId = operationOf(await retry['queue.retry']({ ids: [1, 3] }, nurse));
    undoable = [1];

    expect(await retry['operation.undo']({ operationId }, nurse)).toMatchObject({
      ok: true,
      value: { restored: 1, alreadySent: 1 },
    });
  });

  it('acts once', async () => {
    const retry = handlers();
    const operationId = operationOf(await retry['queue.retry']({ ids: [1] }, nurse));
    await retry['operation.undo']({ operationId }, nurse);

    expect(await retry['operation.undo']({ operationId }, nurse)).toMatchObject({
      error: { code: 'TOKEN_EXPIRED' },
    });
  });

  it('is too late after ten seconds', async () => {
    const retry = handlers();
    const operationId = operationOf(await retry['queue.retry']({ ids: [1] }, nurse));
    now += 10_001;

    expect(await retry['operation.undo']({ operationId }, nurse)).toMatchObject({
      error: { code: 'TOKEN_EXPIRED' },
    });
  });
});

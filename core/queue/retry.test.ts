import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { MessageState } from '../contract/message.ts';
import type { QueueStore, RetryCandidate } from './ports.ts';
import { retryHandlers } from './retry.ts';

type Row = RetryCandidate;

let rows: Row[];
let now: number;
let retried: number[][];
let retryBy: 'everyone' | 'admin';
let undoable: number[];

const nurse: Caller = { signedIn: { accountId: 2, name: 'Huda', role: 'nurse' }, become() {} };

beforeEach(() => {
  now = 1_000;
  retried = [];
  retryBy = 'everyone';
  undoable = [];
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
    undo: () => undoable,
  } as unknown as QueueStore;
  let uuids = 0;
  return retryHandlers(
    {
      queue,
      clock: { nowMs: () => now, monotonicMs: () => now, after: () => () => {} },
      crypto: { randomUuid: () => `uuid-${++uuids}` } as never,
      settings: { get: () => ({ language: 'en', theme: 'system', retryBy }) } as never,
    },
    () => 0,
    () => {},
  );
}

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

import { afterEach, describe, expect, it } from 'vitest';
import type { QueueRow } from '../core/contract/message.ts';
import { type Clinic, type ClinicOptions, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

/** The checklist that the first customer wrote; the eighth, manual retry from the window, is in renderer/e2e. */
describe('the eight cases', () => {
  let clinic: Clinic | undefined;

  afterEach(async () => {
    await clinic?.close();
    clinic = undefined;
  });

  async function open(options: ClinicOptions): Promise<Clinic> {
    clinic = await openClinic(options);
    return clinic;
  }

  const allSent = async (of: Clinic, count: number) => {
    const rows = await of.rows();
    return rows.length === count && rows.every(({ state }) => state === 'sent');
  };
  const oldestFirst = (rows: readonly QueueRow[]) => rows.toSorted((a, b) => a.id - b.id);

  it('normal operation', async () => {
    const { save, rows, receiver } = await open({});

    const saved = await save(0);

    expect(saved.willSend).toBe('now');
    await until('both messages are sent', () => allSent(clinic as Clinic, 2));
    const sent = oldestFirst(await rows());
    expect(
      receiver()
        .received()
        .map(({ kind }) => kind),
    ).toEqual(['ADT^A04', 'ORU^R01']);
    expect(
      receiver()
        .received()
        .map(({ controlId }) => controlId),
    ).toEqual(sent.map(({ controlId }) => controlId));
    expect(sent.every(({ retryCount, possiblyDelivered }) => retryCount === 0 && !possiblyDelivered)).toBe(
      true,
    );
  });

  it('network failure', async () => {
    const { save, rows, stopReceiver, startReceiver, receiver, client } = await open({ speed: 100 });
    await stopReceiver();

    await save(0);

    await until('the line is known to be down', async () => {
      const { links } = await must(client, 'health.get', {});
      return links[0]?.state === 'unreachable';
    });
    const waiting = await rows();
    expect(waiting.map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(waiting.some(({ next }) => next.kind === 'destinationUnreachable')).toBe(true);
    await startReceiver();
    await until('both are sent by themselves', () => allSent(clinic as Clinic, 2));
    expect(receiver().received()).toHaveLength(2);
  });

  it('retry logic', async () => {
    const { save, rows, receiver } = await open({
      speed: 200,
      faults: {
        rules: [
          { answer: 'AE', err: { code: '207' }, times: 2 },
          { answer: 'noAnswer', times: 1 },
        ],
      },
    });

    await save(0);

    await until('both are sent after the faults', () => allSent(clinic as Clinic, 2));
    const [visit] = oldestFirst(await rows());
    expect(visit).toMatchObject({ retryCount: 3, possiblyDelivered: true });
    const copies = receiver()
      .received()
      .filter(({ kind }) => kind === 'ADT^A04');
    expect(copies).toHaveLength(4);
    expect(new Set(copies.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
  });

  it('high volume [fault 19]', async () => {
    const { save, receiver, broken } = await open({});

    const saved = await Promise.all(Array.from({ length: 20 }, (_, student) => save(student)));

    expect(saved.flatMap(({ messageIds }) => messageIds)).toHaveLength(40);
    await until('all forty are sent', () => allSent(clinic as Clinic, 40));
    expect(
      new Set(
        receiver()
          .received()
          .map(({ controlId }) => controlId),
      ).size,
    ).toBe(40);
    expect(receiver().received()).toHaveLength(40);
    expect(broken({ drained: true })).toEqual([]);
  });

  it('maximum retries with an invalid key', async () => {
    const { save, rows, client, receiver } = await open({
      speed: 20_000,
      transport: 'http',
      apiKey: 'the-right-key',
      profile: { authStyle: 'bearer', maxStrikes: 3 },
    });

    await save(0);
    await save(1);

    await until('the one that met the refusal gives up', async () =>
      (await rows()).some(({ state }) => state === 'failed'),
    );
    const all = oldestFirst(await rows());
    expect(all[0]).toMatchObject({ state: 'failed', problem: 'AUTH', retryCount: 3 });
    expect(all.slice(1).map(({ state, retryCount }) => [state, retryCount])).toEqual([
      ['pending', 0],
      ['pending', 0],
      ['pending', 0],
    ]);
    // Three tries of the one message, and nothing of the others was put at risk.
    const tried = receiver().received();
    expect(new Set(tried.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
    expect(tried.some(({ stored }) => stored)).toBe(false);

    const [destination] = await must(client, 'destination.list', {});
    expect(destination).toMatchObject({ paused: true, pausedProblem: 'AUTH' });
    const { id, profile } = destination ?? { id: '', profile: '' };
    await must(client, 'destination.save', { id, profile, secret: 'the-right-key' });
    await must(client, 'queue.retry', { ids: [all[0]?.id ?? 0] });
    await until('all are sent with the right key', () => allSent(clinic as Clinic, 4));
  });

  it('restart of the drainer', async () => {
    const { save, stopReceiver, startReceiver, restart, receiver } = await open({ speed: 50 });
    await stopReceiver();
    await save(0);
    await save(1);

    await restart();
    await startReceiver();

    await until('what waited over the restart is sent', () => allSent(clinic as Clinic, 4));
    expect(receiver().received()).toHaveLength(4);
  });

  it('automatic intervals', async () => {
    const { save, rows, client, receiver } = await open({
      speed: 300,
      faults: { rules: [{ answer: 'AR', err: { code: '206' }, times: 2 }] },
    });

    await save(0);

    await until('it is sent without anybody', () => allSent(clinic as Clinic, 2));
    const [visit] = oldestFirst(await rows());
    const { attempts } = await must(client, 'message.detail', { id: visit?.id ?? 0 });
    const starts = attempts.map(({ startedAt }) => startedAt);
    const gaps = starts.slice(1).map((at, index) => (at - (starts[index] ?? 0)) / 1000);
    // 30 s and 1 min, each 20 % more or less; what comes on top is the machine's time, 300 times as long.
    expect(gaps[0]).toBeGreaterThanOrEqual(24);
    expect(gaps[1]).toBeGreaterThanOrEqual(48);
    expect(
      receiver()
        .received()
        .filter(({ kind }) => kind === 'ADT^A04'),
    ).toHaveLength(3);
  });
});

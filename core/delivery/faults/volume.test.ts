import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { injections, seedOf, times } from '../../../db/fixture/fault.ts';
import { type ScriptedDrainer, scriptedDrainer } from '../../../db/fixture/scripted-drainer.ts';
import { acknowledge, silence, status } from '../scripted-line.ts';

let scripted: ScriptedDrainer;

beforeEach(() => {
  scripted = scriptedDrainer(50);
});

afterEach(async () => {
  expect(scripted.broken({ drained: true })).toEqual([]);
  await scripted.close();
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is held, not what waits to be collected. */
const heapMb = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
};

describe('a backlog [faults 20, A44]', () => {
  it(
    'of 5,000 messages drains in order within each student, one at a time, with flat memory',
    async (context) => {
      const { db, clinic, line, start, settle } = scripted;
      const visits = times(2500, 10_000);
      injections(context, visits * 2);
      db.stores.outbox.pauseDestination(clinic.destination.id, null, 0);
      for (let visit = 0; visit < visits; visit += 1) clinic.visit(1 + (visit % 50));
      const studentOf = new Map<string, number>();
      const lastOf = new Map<number, number>();
      const misplaced: number[] = [];
      for (let offset = 0; offset < visits * 2; offset += 200)
        for (const row of db.stores.queue.page({ status: 'all' }, offset, 200).rows)
          studentOf.set(row.controlId ?? '', row.studentId * 1e9 + row.id);
      let inFlight = 0;
      let mostInFlight = 0;
      line.answer = async (controlId) => {
        inFlight += 1;
        mostInFlight = Math.max(mostInFlight, inFlight);
        const place = studentOf.get(controlId) ?? 0;
        const [student, id] = [Math.floor(place / 1e9), place % 1e9];
        if ((lastOf.get(student) ?? 0) > id) misplaced.push(id);
        lastOf.set(student, id);
        inFlight -= 1;
        return acknowledge(controlId);
      };

      start();
      while (line.sent.length < 500) await settle();
      const early = heapMb();
      while (line.sent.length < visits * 2) await settle();
      await settle();

      expect(misplaced).toEqual([]);
      expect(mostInFlight).toBe(1);
      expect(heapMb() - early).toBeLessThan(10);
    },
    times(180_000, 1_800_000),
  );

  it('of 500 behind a receiver that was not well is begun by exactly one message [faults 13, A36]', async () => {
    const { clinic, line, start, settle, pass } = scripted;
    for (let visit = 0; visit < 250; visit += 1) clinic.visit(1 + (visit % 50));
    line.answer = () => status(503);
    start();
    await settle();
    const tried = line.sent.length;
    await pass(5 * 60_000);
    const probes = line.sent.length - tried;
    line.answer = acknowledge;
    let after = 0;
    for (let second = 0; second < 600 && after < 500; second += 1) {
      await pass(1000);
      after = line.sent.length - tried - probes;
    }

    expect(tried).toBe(3);
    // 5, 10, 20, 40, 80, 160 s after one another: five fit into five minutes.
    expect(probes).toBe(5);
    expect(after).toBe(500);
  });

  it('is all sent after 30 days offline: nothing expires by itself [fault A43]', async () => {
    const { clinic, line, start, pass, networkChanged } = scripted;
    for (let visit = 0; visit < 20; visit += 1) clinic.visit(1 + visit);
    line.connect = { kind: 'refused', code: 'ECONNREFUSED' };
    start();
    await pass(30 * 24 * 3_600_000, 30 * 60_000);
    line.connect = null;
    networkChanged();
    await pass(60_000);

    expect(line.sent).toHaveLength(40);
  });
});

describe('a day of work with trouble in every hour', () => {
  it('ends with everything sent, and memory where it was after the first hours', async (context) => {
    const { clinic, line, clock, start, pass } = scripted;
    const hours = times(3, 24);
    const seed = seedOf(24);
    const troubles = [
      () => Object.assign(line, { connect: { kind: 'refused', code: 'ECONNREFUSED' } }),
      () => Object.assign(line, { connect: { kind: 'dns', code: 'ENOTFOUND' } }),
      () => Object.assign(line, { answer: () => status(503) }),
      () => Object.assign(line, { answer: () => status(429, '120') }),
      () => Object.assign(line, { answer: silence }),
    ];
    const picks = fc.sample(fc.constantFrom(...troubles), { seed, numRuns: hours });
    let saved = 0;
    let early = 0;
    start();

    for (const [hour, trouble] of picks.entries()) {
      for (let minute = 0; minute < 60; minute += 1) {
        if (minute === 20) trouble();
        if (minute === 35) Object.assign(line, { connect: null, answer: acknowledge });
        if (minute % 3 === 0) {
          clinic.visit(1 + (saved % 50), clock.nowMs());
          saved += 1;
          scripted.drainer.wake('enqueue');
        }
        await pass(60_000, 10_000);
      }
      line.sent.length = 0;
      line.sentTo.length = 0;
      if (hour === 1) early = heapMb();
    }
    await pass(2 * 3_600_000, 30_000);

    injections(context, hours);
    expect(scripted.db.stores.queue.counts(clock.nowMs())).toMatchObject({ sent: saved * 2, failed: 0 });
    expect(heapMb() - early).toBeLessThan(4);
  }, 900_000);
});

describe('expiry', () => {
  it('fails only where the profile asks for it, and says why', async () => {
    const { clinic, line, start, pass, states, row } = scripted;
    const old = clinic.visit(1);
    line.connect = { kind: 'refused', code: 'ECONNREFUSED' };
    start({ expireAfterHours: 2 });
    await pass(3_600_000, 30_000);
    const before = states(old);
    await pass(2 * 3_600_000, 30_000);

    expect(before).toEqual(['pending', 'pending']);
    expect(states(old)).toEqual(['failed', 'failed']);
    expect(row(old[0] ?? 0).problem).toBe('EXPIRED');
  });
});

describe('two destinations [faults 15, A35]', () => {
  it('one that is down holds up nothing of the other', async () => {
    const { db, clinic, line, start, settle, states, row } = scripted;
    const other = db.stores.destinations.save(
      null,
      'Engine',
      {
        name: 'Engine',
        transport: 'mllp',
        address: { host: '127.0.0.1', port: 2576 },
        systemCode: 'X',
        messagesPerSecond: 0,
      },
      undefined,
      'admin',
      0,
    );
    const own = clinic.visit(1);
    const theirs = clinic.visit(1, undefined, [clinic.a04({ destinationId: other.id })]);
    const down = new Set(own.map((id) => row(id).controlId));
    line.answer = (controlId) => (down.has(controlId) ? status(503) : acknowledge(controlId));
    start();
    await settle();
    const meanwhile = [states(own), states(theirs)];
    line.answer = acknowledge;
    await scripted.pass(60_000);

    expect(meanwhile).toEqual([['pending', 'pending'], ['sent']]);
  });
});

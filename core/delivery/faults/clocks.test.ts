import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { injections } from '../../../db/fixture/fault.ts';
import { type ScriptedDrainer, scriptedDrainer } from '../../../db/fixture/scripted-drainer.ts';
import type { Reply } from '../ports.ts';
import { acknowledge, silence, status } from '../scripted-line.ts';

const hourMs = 3_600_000;
/** An hour and a fifth, and the tick that notices. */
const longestWaitMs = 1.2 * hourMs + 60_000;
const yearMs = 365 * 24 * hourMs;

let scripted: ScriptedDrainer;

beforeEach(() => {
  scripted = scriptedDrainer();
});

afterEach(async () => {
  expect(scripted.broken({ drained: true })).toEqual([]);
  await scripted.close();
});

const offline = { kind: 'refused', code: 'ECONNREFUSED' } as const;

describe('a wall clock that jumps [faults 17, A41]', () => {
  it.each([
    { name: 'back an hour', jumpMs: -hourMs },
    { name: 'forward a year', jumpMs: yearMs },
    { name: 'to 1970', jumpMs: -Date.UTC(2026, 0, 5, 8) },
  ])('$name: nothing waits longer than the longest backoff, and order stays', async ({ jumpMs }) => {
    const { clinic, line, start, settle, pass, jump, states } = scripted;
    const ids = [...clinic.visit(1), ...clinic.visit(2)];
    line.answer = () => status(503);
    start();
    await settle();
    jump(jumpMs);
    line.answer = acknowledge;
    await pass(longestWaitMs, 5000);

    expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('back an hour: what was saved and never tried goes at once', async () => {
    const { clinic, start, settle, jump, states } = scripted;
    const ids = clinic.visit(1);
    jump(-hourMs);
    start();
    await settle();

    expect(states(ids)).toEqual(['sent', 'sent']);
  });

  it('jumps again and again while the line is down, and everything goes when it is back', async () => {
    const { clinic, line, start, pass, jump, states, networkChanged } = scripted;
    const ids = clinic.visit(1);
    line.connect = offline;
    start();
    for (const jumpMs of [-hourMs, yearMs, -yearMs, 5 * hourMs, -10 * hourMs]) {
      jump(jumpMs);
      await pass(60_000);
    }
    line.connect = null;
    networkChanged();
    await pass(longestWaitMs, 5000);

    expect(states(ids)).toEqual(['sent', 'sent']);
  });
});

describe('a machine that says it will sleep and does not', () => {
  it('begins nothing for a minute and then goes on by itself', async () => {
    const { clinic, line, start, settle, pass, suspended, states } = scripted;
    start();
    await settle();
    suspended();
    const ids = clinic.visit(1);
    scripted.drainer.wake('enqueue');
    await pass(59_000);
    expect(line.sent).toEqual([]);

    await pass(2000);

    expect(states(ids)).toEqual(['sent', 'sent']);
  });
});

describe('eight hours of sleep [faults 18, A42]', () => {
  it.for([
    'with nothing to do',
    'while a message is in flight',
    'in backoff',
    'with the line down',
    'paused by a person',
  ])('%s', async (state, context) => {
    injections(context, 1);
    const { db, clinic, line, start, settle, pass, clock, suspended, resumed, states } = scripted;
    let answer: (reply: Reply) => void = () => {};
    const first = state === 'with nothing to do' ? [] : [...clinic.visit(1)];
    if (state === 'while a message is in flight')
      line.answer = () =>
        new Promise((resolve) => {
          answer = resolve;
        });
    if (state === 'in backoff') line.answer = () => status(503);
    if (state === 'with the line down') line.connect = offline;
    if (state === 'paused by a person')
      db.stores.destinations.pause(
        clinic.destination.id,
        { problem: null, reason: 'holiday', until: clock.nowMs() + hourMs, probeMessageId: null, since: 0 },
        'admin',
        clock.nowMs(),
      );
    start();
    await settle();

    // Asleep: time passes at once, sockets die, nothing runs in between.
    suspended();
    clock.advance(8 * hourMs);
    answer(silence());
    line.answer = acknowledge;
    line.connect = null;
    resumed();
    const connectsAtWake = line.connects;
    await settle();
    const second = clinic.visit(2);
    scripted.drainer.wake('enqueue');
    await pass(7000);
    const connectsTooEarly = line.connects - connectsAtWake;
    await pass(2 * 60_000);

    expect(connectsTooEarly).toBe(0);
    expect(line.connects - connectsAtWake).toBeLessThanOrEqual(3);
    await pass(longestWaitMs, 5000);
    expect(states([...first, ...second]).every((each) => each === 'sent')).toBe(true);
  });
});

describe('a receiver that tells its time', () => {
  const dated = (controlId: string, date: string | null): Reply => {
    const { body } = acknowledge(controlId) as Extract<Reply, { kind: 'hl7' }>;
    const type = 'application/hl7-v2';
    return { kind: 'http', status: 200, contentType: type, retryAfter: null, date, body, latencyMs: 1 };
  };
  const ahead = () => scripted.drainer.links()[0]?.receiverAheadMs;

  it('is compared with the clock of this PC, until that clock is set', async () => {
    const { clinic, line, start, settle, pass, jump } = scripted;
    clinic.visit(1);
    line.answer = (controlId) => dated(controlId, 'Mon, 05 Jan 2026 09:00:00 GMT');
    start();
    await settle();
    expect(ahead()).toBe(hourMs);

    jump(hourMs);
    await pass(31_000);

    expect(ahead()).toBeNull();
  });

  it('gives Retry-After its meaning also where the clock here is an hour wrong', async () => {
    const { clinic, line, start, settle, pass } = scripted;
    const ids = clinic.visit(1);
    line.answer = () => {
      line.answer = acknowledge;
      return {
        ...status(503, 'Mon, 05 Jan 2026 09:01:30 GMT'),
        date: 'Mon, 05 Jan 2026 09:00:00 GMT',
      } as Reply;
    };
    start();
    await settle();
    await pass(89_000);
    const early = line.sent.length;
    await pass(60_000);

    expect(early).toBe(1);
    expect(scripted.states(ids)).toEqual(['sent', 'sent']);
  });
});

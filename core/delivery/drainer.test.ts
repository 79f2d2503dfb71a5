import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { t0, testActor } from '../../db/fixture/clinic.ts';
import { type ScriptedDrainer, scriptedDrainer } from '../../db/fixture/scripted-drainer.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { buildPing } from '../malaffi/ping.ts';
import { type Profile, parseProfile } from '../malaffi/profile.ts';
import type { Outbox } from './ports.ts';
import { acknowledge, acknowledgeWith, silence, status } from './scripted-line.ts';

const profile = {
  name: 'Practice',
  transport: 'mllp',
  address: { host: '127.0.0.1', port: 2575 },
  systemCode: 'TSTSYS',
};

let scripted: ScriptedDrainer;
let db: ScriptedDrainer['db'];
let clinic: ScriptedDrainer['clinic'];
let clock: ScriptedDrainer['clock'];
let line: ScriptedDrainer['line'];
let { start, settle, pass, row, states }: ScriptedDrainer = {} as ScriptedDrainer;

beforeEach(() => {
  scripted = scriptedDrainer();
  ({ db, clinic, clock, line, start, settle, pass, row, states } = scripted);
});

afterEach(async () => {
  expect(scripted.broken()).toEqual([]);
  await scripted.close();
});

const link = () => scripted.drainer.links()[0];

describe('draining', () => {
  it('sends what waits, oldest first and the visit before its results', async () => {
    const ids = [...clinic.visit(1), ...clinic.visit(2)];

    start();
    await settle();

    expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(line.sent).toEqual(ids.map((id) => row(id).controlId));
    expect(line.connects).toBe(1);
  });

  it('sends what is enqueued while it sends', async () => {
    const first = clinic.visit(1);
    const later: number[] = [];
    line.answer = (controlId) => {
      if (later.length === 0) {
        later.push(...clinic.visit(2));
        scripted.drainer.wake('enqueue');
      }
      return acknowledge(controlId);
    };

    start();
    await settle();

    expect(states([...first, ...later])).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('keeps to one message a second', async () => {
    clinic.visit(1);
    clinic.visit(2);

    start({ messagesPerSecond: 1 });
    await settle();

    expect(line.sent).toHaveLength(1);
    await pass(1000);
    expect(line.sent).toHaveLength(2);
    await pass(2000);
    expect(line.sent).toHaveLength(4);
  });

  it('holds the results of a visit that was refused and lets other students pass', async () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const others = clinic.visit(2);
    line.answer = (controlId) =>
      controlId === row(a04).controlId ? acknowledgeWith(controlId, 'AE', '101') : acknowledge(controlId);

    start();
    await settle();

    expect(states([a04, oru])).toEqual(['failed', 'pending']);
    expect(row(oru).blockedBy).toBe(a04);
    expect(states(others)).toEqual(['sent', 'sent']);
  });
});

describe('a sender that does not stir', () => {
  it('is silent after 90 s by the clock that nobody sets, and not because the PC was put on by an hour', async () => {
    let stuck = false;
    const { outbox } = db.stores;
    start(
      { expireAfterHours: 1 },
      {
        ...outbox,
        expireOlderThan(...given: Parameters<typeof outbox.expireOlderThan>) {
          if (stuck) throw new Error('stuck');
          return outbox.expireOlderThan(...given);
        },
      },
    );
    await pass(31_000);

    scripted.jump(3_600_000);
    expect(scripted.drainer.status().silent).toBe(false);

    await pass(30_000);
    stuck = true;
    await pass(60_000);
    expect(scripted.drainer.status().silent).toBe(false);
    await pass(60_000);
    expect(scripted.drainer.status()).toMatchObject({ state: 'running', silent: true });
  });
});

describe('a line that is down', () => {
  it('is tried by its probes alone however many wait, and written once to the message that was next [faults 13, A33]', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => clinic.visit(index + 1)).flat();
    line.connect = { kind: 'timeout', code: 'ETIMEDOUT' };

    start();
    await pass(5 * 60_000);

    // At 0, then after 5, 10, 20, 40, 80 and 160 s: seven in five and a quarter minutes, six before.
    expect(line.connects).toBe(6);
    expect(row(ids[0] ?? 0)).toMatchObject({ state: 'pending', retryCount: 1, possiblyDelivered: false });
    expect(ids.slice(1).every((id) => row(id).retryCount === 0)).toBe(true);
    expect(link()).toMatchObject({ state: 'unreachable', problem: 'NET_TIMEOUT_BEFORE_SEND' });
  });

  it('is down since the first failure, whatever its probes find meanwhile', async () => {
    clinic.visit(1);
    line.connect = { kind: 'timeout', code: 'ETIMEDOUT' };
    start();
    await pass(1000);
    const since = link()?.since;

    await pass(60_000);
    line.connect = { kind: 'dns', code: 'ENOTFOUND' };
    await pass(5 * 60_000);

    expect(since).not.toBeNull();
    expect(link()).toMatchObject({ state: 'offline', since });
  });

  it('is tried by the schedule of its probes alone through a day, with 500 waiting [faults 13, A33]', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => clinic.visit((index % 60) + 1, t0 + index)).flat();
    line.connect = { kind: 'timeout', code: 'ETIMEDOUT' };

    start();
    await pass(24 * 3_600_000, 5000);

    // At 0, 5, 15, 35, 75, 155 and 315 s, then every 5 minutes: jitter is at its middle here.
    const schedule = 7 + Math.floor((24 * 3600 - 315) / 300);
    expect(ids).toHaveLength(500);
    expect(line.connects).toBe(schedule);
    expect(line.sent).toEqual([]);
    expect(new Set(states(ids))).toEqual(new Set(['pending']));
    expect(ids.slice(1).every((id) => row(id).retryCount === 0)).toBe(true);
  }, 60_000);

  it('is tried at once when the network changes, and then everything goes', async () => {
    const ids = clinic.visit(1);
    line.connect = { kind: 'dns', code: 'ENOTFOUND' };
    start();
    await pass(120_000);
    expect(link()?.state).toBe('offline');
    const before = line.connects;

    line.connect = null;
    scripted.networkChanged();
    await settle();

    expect(line.connects).toBe(before + 1);
    expect(states(ids)).toEqual(['sent', 'sent']);
    expect(link()?.state).toBe('connected');
  });

  it('is probed 8 to 15 s after the PC woke up [faults 18, A42]', async () => {
    const ids = clinic.visit(1);
    line.connect = { kind: 'noRoute', code: 'ENETUNREACH' };
    start();
    await pass(3_600_000, 10_000);
    line.connect = null;
    const before = line.connects;

    scripted.resumed();
    await pass(7000);
    expect(line.connects - before).toBeLessThanOrEqual(1);
    await pass(8000);

    expect(states(ids)).toEqual(['sent', 'sent']);
  });
});

describe('72 hours of trouble with 500 messages [fault 16]', () => {
  const troubles: Readonly<Record<string, () => void>> = {
    offline: () => {
      line.connect = { kind: 'dns', code: 'ENOTFOUND' };
    },
    'answering 503': () => {
      line.answer = () => status(503);
    },
    'accepting and silent': () => {
      line.answer = silence;
    },
  };

  it.each(Object.entries(troubles))(
    '%s: nothing fails, no strike, all sent in order afterwards',
    { timeout: 60_000 },
    async (_, trouble) => {
      const ids = Array.from({ length: 250 }, (_visit, index) => clinic.visit((index % 60) + 1)).flat();
      trouble();
      start();

      await pass(72 * 3_600_000, 60_000);

      const raw = db.raw();
      const worst = raw.prepare('SELECT max(strikes) AS strikes FROM messages').get() as { strikes: number };
      expect(worst.strikes).toBe(0);
      expect(db.stores.queue.counts(clock.nowMs())).toMatchObject({ pending: 500, failed: 0, sent: 0 });

      line.connect = null;
      line.answer = acknowledge;
      line.sent.length = 0;
      await pass(2 * 3_600_000, 60_000);

      expect(db.stores.queue.counts(clock.nowMs())).toMatchObject({ pending: 0, failed: 0, sent: 500 });
      const byStudent = new Map<number, number[]>();
      for (const controlId of line.sent) {
        const id = ids.find((candidate) => row(candidate).controlId === controlId) ?? 0;
        const { studentId } = row(id);
        byStudent.set(studentId, [...(byStudent.get(studentId) ?? []), id]);
      }
      for (const order of byStudent.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
    },
  );
});

describe('a refused key [faults 12, A30]', () => {
  it('pauses at the first answer; one message probes, gives up, and then one probe an hour', async () => {
    const [probe = 0, ...others] = [...clinic.visit(1), ...clinic.visit(2)];
    line.answer = () => status(401);

    start({ maxStrikes: 3 });
    await settle();
    expect(line.sent).toHaveLength(1);
    expect(link()).toMatchObject({ state: 'paused', problem: 'AUTH' });

    await pass(120_000);
    expect(line.sent).toHaveLength(3);
    expect(row(probe)).toMatchObject({ state: 'failed', problem: 'AUTH', retryCount: 3 });
    expect(others.every((id) => row(id).retryCount === 0)).toBe(true);

    await pass(3 * 3_600_000, 30_000);
    expect(line.sent.length).toBeGreaterThanOrEqual(5);
    expect(line.sent.length).toBeLessThanOrEqual(6);
  });

  it('resumes as soon as a probe is accepted', async () => {
    const ids = [...clinic.visit(1), ...clinic.visit(2)];
    line.answer = () => status(403);
    start();
    await settle();

    line.answer = acknowledge;
    scripted.drainer.probe(clinic.destination.id);
    await settle();

    expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(link()?.state).toBe('connected');
  });
});

describe('answers that are none [faults 8, A28]', () => {
  it('never count as sent, and the third in a row pauses the destination', async () => {
    Array.from({ length: 5 }, (_, index) => clinic.visit(index + 1));
    line.answer = () => ({
      kind: 'http',
      status: 200,
      contentType: 'text/html',
      retryAfter: null,
      body: new TextEncoder().encode('<html>Sign in</html>'),
      latencyMs: 1,
    });

    start();
    await pass(60_000);

    expect(db.stores.queue.counts(clock.nowMs())).toMatchObject({ sent: 0, failed: 0, pending: 10 });
    expect(link()).toMatchObject({ state: 'paused', problem: 'SIGN_IN_PAGE' });
    expect(row(1).possiblyDelivered).toBe(true);
  });

  it('open the circuit after three missing ones, on whatever messages', async () => {
    Array.from({ length: 5 }, (_, index) => clinic.visit(index + 1));
    line.answer = silence;

    start();
    await settle();

    expect(line.sent).toHaveLength(3);
    expect(link()).toMatchObject({ state: 'unreachable', problem: 'NO_REPLY_AFTER_SEND' });
  });
});

describe('a message that alone gets no answer while others do', () => {
  it('gives up after its strikes, with the flag that it may have arrived', async () => {
    const [bad = 0] = clinic.visit(1);
    line.answer = (controlId) => (controlId === row(bad).controlId ? silence() : acknowledge(controlId));
    start({ maxStrikes: 3 });

    for (let hour = 0; hour < 6; hour += 1) {
      clinic.visit(hour + 2, clock.nowMs());
      scripted.drainer.wake('enqueue');
      await pass(3_600_000, 10_000);
    }

    expect(row(bad)).toMatchObject({ state: 'failed', possiblyDelivered: true });
  });
});

describe('Retry-After [faults 12, A31]', () => {
  it('holds the whole destination for as long as it says', async () => {
    clinic.visit(1);
    clinic.visit(2);
    line.answer = () => status(429, '90');
    start();
    await settle();
    expect(line.sent).toHaveLength(1);

    line.answer = acknowledge;
    await pass(89_000);
    expect(line.sent).toHaveLength(1);
    await pass(3000);

    expect(db.stores.queue.counts(clock.nowMs())).toMatchObject({ sent: 4, pending: 0 });
  });
});

describe('a person', () => {
  it('who pauses until a time is obeyed, and the pause ends by itself', async () => {
    const ids = clinic.visit(1);
    const pause = {
      problem: null,
      reason: 'maintenance',
      until: t0 + 600_000,
      probeMessageId: null,
      since: t0,
    };
    db.stores.destinations.pause(clinic.destination.id, pause, 'admin', t0);
    start();
    await pass(599_000);
    expect(line.connects).toBe(0);

    await pass(2000);

    expect(states(ids)).toEqual(['sent', 'sent']);
  });

  it('who retries need not wait for backoff or circuit', async () => {
    const [id = 0] = clinic.visit(1);
    line.connect = { kind: 'refused', code: 'ECONNREFUSED' };
    start();
    await pass(600_000);
    line.connect = null;

    db.stores.queue.retry([id], testActor, 'operation', clock.nowMs());
    scripted.drainer.wake('retry');
    await settle();

    expect(row(id).state).toBe('sent');
  });
});

describe('a message whose student the receiver does not know yet (ERR 204)', () => {
  it('waits for the earlier ADT without being sent meanwhile, and then goes once more', async () => {
    const [first = 0] = clinic.visit(1, undefined, [clinic.a04()]);
    const [second = 0] = clinic.visit(1, undefined, [clinic.a04()]);
    line.answer = (controlId) =>
      acknowledgeWith(controlId, 'AE', controlId === row(first).controlId ? '101' : '204');
    start();
    await settle();
    const times = (id: number) => line.sent.filter((sent) => sent === row(id).controlId).length;

    await pass(3 * 3_600_000, 30_000);
    expect([row(first).state, row(second).state, times(second)]).toEqual(['failed', 'pending', 1]);

    line.answer = acknowledge;
    db.stores.queue.retry([first], testActor, 'operation', clock.nowMs());
    scripted.drainer.wake('retry');
    await pass(2 * 60_000);
    expect([row(first).state, row(second).state, times(second)]).toEqual(['sent', 'sent', 2]);
  });

  it('is refused where no ADT is missing', async () => {
    const [id = 0] = clinic.visit(1, undefined, [clinic.a04()]);
    line.answer = (controlId) => acknowledgeWith(controlId, 'AE', '204');
    start();
    await settle();

    expect(row(id)).toMatchObject({ state: 'failed', problem: 'NACK_UNKNOWN_KEY' });
  });
});

describe('a retry that met a line which was down', () => {
  it('can still be undone: no byte left, and it was never claimed', async () => {
    const [id = 0] = clinic.visit(1);
    line.answer = (controlId) => acknowledgeWith(controlId, 'AE', '101');
    start();
    await settle();
    await pass(120_000);
    line.connect = { kind: 'refused', code: 'ECONNREFUSED' };
    db.stores.queue.retry([id], testActor, 'operation', clock.nowMs());
    scripted.drainer.wake('retry');
    await settle();
    expect(row(id)).toMatchObject({ state: 'pending', retryCount: 1 });

    const undone = db.stores.queue.undo('operation', testActor, clock.nowMs());

    expect(undone).toEqual([id]);
    expect(row(id)).toMatchObject({ state: 'failed', problem: 'NACK_REQUIRED' });
  });
});

describe('trouble of our own', () => {
  it('keeps a result that could not be written and writes it before anything else is sent', async () => {
    const ids = clinic.visit(1);
    let refusals = 2;
    const outbox: Outbox = {
      ...db.stores.outbox,
      finish(...args) {
        if (refusals > 0) {
          refusals -= 1;
          throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
        }
        return db.stores.outbox.finish(...args);
      },
    };
    start({}, outbox);
    await settle();
    expect(line.sent).toHaveLength(1);

    await pass(20_000);

    expect(states(ids)).toEqual(['sent', 'sent']);
    expect(line.sent).toHaveLength(2);
    expect(row(ids[0] ?? 0).possiblyDelivered).toBe(false);
  });

  it('sets a message aside whose bytes cannot be read, the third time, and the rest flows [faults 22, A40]', async () => {
    const [bad = 0] = clinic.visit(1);
    const others = clinic.visit(2);
    const outbox: Outbox = {
      ...db.stores.outbox,
      claim(sender, messageId, now) {
        if (messageId === bad) throw new Error('unreadable');
        return db.stores.outbox.claim(sender, messageId, now);
      },
    };
    start({}, outbox);

    await pass(30_000);

    expect(row(bad)).toMatchObject({ state: 'failed', problem: 'POISON' });
    expect(states(others)).toEqual(['sent', 'sent']);
  });

  it('loses no message to a listener that throws', async () => {
    const ids = [...clinic.visit(1), ...clinic.visit(2)];
    start();
    scripted.drainer.onChange(() => {
      throw new Error('a window that is gone');
    });
    await settle();
    await pass(60_000);

    expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(ids.some((id) => row(id).possiblyDelivered)).toBe(false);
  });

  it('never turns in a hot loop while a claim is refused', async () => {
    clinic.visit(1);
    let claims = 0;
    const outbox: Outbox = {
      ...db.stores.outbox,
      claim() {
        claims += 1;
        return null;
      },
    };
    start({}, outbox);

    await settle();

    // Once for each thing that woke it at the start, and then it rests.
    expect(claims).toBeLessThanOrEqual(3);
  });
});

describe('one sender', () => {
  it('writes no late result after another process took over [faults 6, A39]', async () => {
    const [id = 0] = clinic.visit(1);
    let answer: () => void = () => {};
    line.answer = (controlId) =>
      new Promise((resolve) => {
        answer = () => resolve(acknowledge(controlId));
      });
    start();
    await settle();
    expect(row(id).state).toBe('sending');

    db.raw().prepare('UPDATE sender SET generation = generation + 1, owner = ?').run('another');
    answer();
    await settle();

    expect(row(id).state).toBe('sending');
    await pass(6000);
    expect(scripted.drainer.status().state).toBe('standby');
  });

  it('gives the message in flight its time at the end and claims no other [fault A47]', async () => {
    const ids = clinic.visit(1);
    let answer: () => void = () => {};
    line.answer = (controlId) =>
      new Promise((resolve) => {
        answer = () => resolve(acknowledge(controlId));
      });
    start();
    await settle();

    const stopped = scripted.drainer.stop();
    await settle();
    answer();
    await stopped;

    expect(states(ids)).toEqual(['sent', 'pending']);
    expect(scripted.drainer.status().state).toBe('stopped');
  });
});

describe('a probe, where the profile names a ping', () => {
  const ping = { code: 'NMQ', trigger: 'N01' };
  const pings = () => line.sent.filter((controlId) => controlId === 'PING').length;

  it('is the ping, and no message is tried before it was answered', async () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const [other = 0] = clinic.visit(2);
    const [third = 0] = clinic.visit(3);
    line.answer = () => status(503);
    start({ ping });
    await settle();
    const tried = line.sent.length;
    await pass(600_000);

    expect(tried).toBe(3);
    expect(pings()).toBe(line.sent.length - tried);
    expect(pings()).toBeGreaterThan(3);
    expect([a04, other, third].map((id) => row(id).retryCount)).toEqual([1, 1, 1]);
    line.answer = acknowledge;
    await pass(400_000);
    expect(states([a04, oru, other, third])).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('is sent once an hour while the address is wrong, and lifts the pause by itself', async () => {
    const ids = clinic.visit(1);
    line.answer = () => status(404);
    start({ ping });
    await settle();
    expect(link()).toMatchObject({ state: 'paused', problem: 'WRONG_ADDRESS' });
    await pass(3 * 3_600_000, 10_000);

    expect(pings()).toBe(3);
    line.answer = (controlId) =>
      controlId === 'PING' ? acknowledgeWith(controlId, 'AR', '200') : acknowledge(controlId);
    await pass(3_600_000, 10_000);
    expect(states(ids)).toEqual(['sent', 'sent']);
  });

  it('carries no patient and says T, also where live messages go', async () => {
    const built = buildPing(parsed({ ping, processingId: 'P' }), t0, 'P1');
    const message = built && parseMessage(built.bytes);

    expect(message?.segments.map(({ name }) => name)).toEqual(['MSH']);
    expect(message && textAt(message, 'MSH-11')).toBe('T');
    expect(buildPing(parsed({}), t0, 'P1')).toBeNull();
  });
});

function parsed(change: object): Profile {
  const result = parseProfile({ ...profile, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.profile;
}

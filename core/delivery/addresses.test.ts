import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ScriptedDrainer, scriptedDrainer } from '../../db/fixture/scripted-drainer.ts';
import type { Address } from './ports.ts';
import { acknowledge, silence, status } from './scripted-line.ts';

const hourMs = 3_600_000;
const adtPort = 2601;
const oruPort = 2602;
const apart = {
  address: undefined,
  perInterfaceAddress: {
    ADT: { host: '127.0.0.1', port: adtPort },
    ORU: { host: '127.0.0.1', port: oruPort },
    PPR: { host: '127.0.0.1', port: adtPort },
  },
};

let scripted: ScriptedDrainer;

beforeEach(() => {
  scripted = scriptedDrainer();
});

afterEach(async () => {
  expect(scripted.broken()).toEqual([]);
  await scripted.close();
});

const goesTo = (to: Address, port: number) => to.kind === 'mllp' && to.port === port;

/** Ports that a message went to, in order. */
function portsOf(id: number): readonly number[] {
  const { line, row } = scripted;
  return line.sent.flatMap((controlId, at) =>
    controlId === row(id).controlId ? [line.sentTo[at] ?? 0] : [],
  );
}

describe('one address for each interface', () => {
  it('sends each message to its own', async () => {
    const { clinic, line, start, settle, states } = scripted;
    const ids = [...clinic.visit(1), ...clinic.visit(2)];

    start(apart);
    await settle();

    expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(ids.map(portsOf)).toEqual([[adtPort], [oruPort], [adtPort], [oruPort]]);
    expect(line.connects).toBe(2);
  });

  it('keeps the circuit of one closed while that of the other is open', async () => {
    const { clinic, line, start, settle, states } = scripted;
    const visits = Array.from({ length: 4 }, (_, index) => clinic.visit(index + 1));
    line.answer = (controlId, to) => (goesTo(to, oruPort) ? silence() : acknowledge(controlId));

    start(apart);
    await settle();

    expect(states(visits.map(([a04 = 0]) => a04))).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(line.sentTo.filter((port) => port === oruPort)).toHaveLength(3);
  });

  it('probes a refused key with the one message that met it, at its own address, also after a restart', async () => {
    const { clinic, line, start, settle, pass, states, row } = scripted;
    const visits = Array.from({ length: 4 }, (_, index) => clinic.visit(index + 1));
    line.answer = (controlId, to) => (goesTo(to, oruPort) ? status(401) : acknowledge(controlId));
    start({ ...apart, maxStrikes: 50 });
    await settle();
    const probe = visits.flat().find((id) => row(id).retryCount > 0) ?? 0;
    await pass(10 * 60_000);
    await scripted.drainer.stop();
    start({ ...apart, maxStrikes: 50 });
    await pass(2 * hourMs, 10_000);

    expect(portsOf(probe).length).toBeGreaterThan(4);
    expect(new Set(portsOf(probe))).toEqual(new Set([oruPort]));
    expect(line.sentTo.filter((port) => port === oruPort)).toHaveLength(portsOf(probe).length);

    line.answer = acknowledge;
    await pass(2 * hourMs, 10_000);
    expect(new Set(states(visits.flat()))).toEqual(new Set(['sent']));
  });

  it('probes a wrong address there, once an hour, and never lifts the pause through the other one', async () => {
    const { clinic, line, start, settle, pass, states } = scripted;
    const visits = Array.from({ length: 4 }, (_, index) => clinic.visit(index + 1));
    line.answer = (controlId, to) => (goesTo(to, oruPort) ? status(404) : acknowledge(controlId));
    start(apart);
    await settle();
    const others = line.sentTo.filter((port) => port === adtPort).length;
    await pass(3 * hourMs + 60_000, 10_000);

    expect(line.sentTo.filter((port) => port === oruPort)).toHaveLength(4);
    expect(line.sentTo.filter((port) => port === adtPort)).toHaveLength(others);
    line.answer = acknowledge;
    await pass(hourMs, 10_000);
    expect(new Set(states(visits.flat()))).toEqual(new Set(['sent']));
  });
});

describe('a change of the network', () => {
  it('costs the message with a refused key no strike: only the receiver can say that the key is good', async () => {
    const { clinic, line, start, settle, networkChanged, row } = scripted;
    const [id = 0] = clinic.visit(1);
    line.answer = () => status(401);
    start({ maxStrikes: 3 });
    await settle();

    for (let times = 0; times < 20; times += 1) {
      networkChanged();
      await settle();
    }

    expect(line.sent).toHaveLength(1);
    expect(row(id)).toMatchObject({ state: 'pending', retryCount: 1 });
  });

  it('does not shorten what the receiver asked to wait', async () => {
    const { clinic, line, start, settle, networkChanged } = scripted;
    clinic.visit(1);
    clinic.visit(2);
    line.answer = () => status(503, '600');
    start();
    await settle();

    networkChanged();
    await settle();

    expect(line.sent).toHaveLength(1);
  });

  it('tries at once what the network in between may have done', async () => {
    const { clinic, line, start, settle, pass, networkChanged, states } = scripted;
    const ids = clinic.visit(1);
    line.connect = { kind: 'tlsUntrusted', code: 'SELF_SIGNED_CERT_IN_CHAIN' };
    start();
    await pass(120_000);
    expect(scripted.drainer.links()[0]).toMatchObject({ state: 'paused', problem: 'TLS_UNTRUSTED' });

    line.connect = null;
    networkChanged();
    await settle();

    expect(states(ids)).toEqual(['sent', 'sent']);
  });
});

describe('a certificate that was wrong', () => {
  it('is looked at once an hour with nothing to send, and the pause ends with a connection that is trusted', async () => {
    const { clinic, line, start, settle, pass } = scripted;
    const [id = 0] = clinic.visit(1);
    line.connect = { kind: 'tlsExpired', code: 'CERT_HAS_EXPIRED' };
    start();
    await settle();
    const raw = scripted.db.raw();
    raw.exec(`UPDATE messages SET state = 'sent', finishedAt = 1, dueAt = NULL, blockedBy = NULL, holds = 0`);
    const before = line.connects;
    await pass(2 * hourMs, 10_000);
    expect(line.connects - before).toBeLessThanOrEqual(2);
    expect(scripted.drainer.links()[0]).toMatchObject({ state: 'paused', problem: 'TLS_EXPIRED' });

    line.connect = null;
    await pass(hourMs, 10_000);

    expect(scripted.drainer.links()[0]?.problem).toBeNull();
    expect(portsOf(id)).toEqual([]);
  });
});

describe('a receiver that takes the connection and hangs up before a byte can leave', () => {
  it('is met by the schedule of the probes, not every five seconds', async () => {
    const { clinic, line, start, pass, row } = scripted;
    const [id = 0] = clinic.visit(1);
    line.answer = () => ({
      kind: 'none',
      bytesLeft: false,
      cause: 'closed',
      code: 'CLOSED_BEFORE_SEND',
      latencyMs: 1,
    });

    start();
    await pass(hourMs, 5000);

    // At 0, 5, 15, 35, 75, 155 and 315 s, then every 5 minutes.
    expect(line.connects).toBe(7 + Math.floor((3600 - 315) / 300));
    expect(row(id)).toMatchObject({ state: 'pending', possiblyDelivered: false });
  });
});

describe('a person’s pause', () => {
  it('stays when the message in flight is refused for its key', async () => {
    const { db, clinic, line, clock, start, settle, pass } = scripted;
    clinic.visit(1);
    let answer = () => {};
    line.answer = () =>
      new Promise((resolve) => {
        answer = () => resolve(status(401));
      });
    start();
    await settle();
    const pause = { problem: null, reason: 'maintenance', until: null, probeMessageId: null };
    db.stores.destinations.pause(
      clinic.destination.id,
      { ...pause, since: clock.nowMs() },
      'admin',
      clock.nowMs(),
    );
    scripted.drainer.wake('configuration');

    answer();
    line.answer = acknowledge;
    await pass(2 * hourMs, 10_000);

    expect(line.sent).toHaveLength(1);
    expect(scripted.drainer.links()[0]).toMatchObject({ state: 'paused', problem: null });
  });
});

describe('a strike', () => {
  it('is earned also where a ping was acknowledged since, and nobody else is there to be', async () => {
    const { clinic, line, start, pass, row } = scripted;
    const [id = 0] = clinic.visit(1, undefined, [clinic.a04()]);
    line.answer = (controlId) => (controlId === 'PING' ? acknowledge(controlId) : silence());

    start({ maxStrikes: 3, ping: { code: 'NMQ', trigger: 'N01' } });
    await pass(24 * hourMs, 30_000);

    expect(row(id)).toMatchObject({ state: 'failed', possiblyDelivered: true });
  });
});

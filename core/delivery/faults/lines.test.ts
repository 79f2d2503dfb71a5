import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ScriptedDrainer, scriptedDrainer } from '../../../db/fixture/scripted-drainer.ts';
import type { ConnectFault } from '../ports.ts';
import { acknowledge, status } from '../scripted-line.ts';

let scripted: ScriptedDrainer;

beforeEach(() => {
  scripted = scriptedDrainer(5);
});

afterEach(async () => {
  expect(scripted.broken()).toEqual([]);
  await scripted.close();
});

const hourMs = 3_600_000;

describe('a connection that cannot be made', () => {
  it.each<{ kind: ConnectFault['kind']; code: string; state: string; problem: string }>([
    { kind: 'dns', code: 'ENOTFOUND', state: 'offline', problem: 'NET_OFFLINE' },
    { kind: 'refused', code: 'ECONNREFUSED', state: 'unreachable', problem: 'NET_UNREACHABLE' },
    { kind: 'noRoute', code: 'EHOSTUNREACH', state: 'unreachable', problem: 'NET_UNREACHABLE' },
    { kind: 'reset', code: 'ECONNRESET', state: 'unreachable', problem: 'NET_UNREACHABLE' },
    { kind: 'timeout', code: 'ETIMEDOUT', state: 'unreachable', problem: 'NET_TIMEOUT_BEFORE_SEND' },
    {
      kind: 'timeout',
      code: 'TLS_HANDSHAKE_TIMEOUT',
      state: 'unreachable',
      problem: 'NET_TIMEOUT_BEFORE_SEND',
    },
  ])(
    '$code: nothing is claimed, the first one in the row knows of it, and all goes when it is back [faults 13, A33]',
    async ({ kind, code, state, problem }) => {
      const { clinic, line, start, pass, states, row } = scripted;
      const ids = [...clinic.visit(1), ...clinic.visit(2)];
      line.connect = { kind, code };
      start();
      await pass(10 * 60_000, 5000);

      expect(scripted.drainer.links()[0]).toMatchObject({ state, problem });
      expect(ids.map((id) => row(id).retryCount)).toEqual([1, 0, 0, 0]);
      line.connect = null;
      await pass(10 * 60_000, 5000);
      expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
      expect(ids.some((id) => row(id).possiblyDelivered)).toBe(false);
    },
  );

  it.each<{ kind: ConnectFault['kind']; code: string; problem: string }>([
    { kind: 'tlsExpired', code: 'CERT_HAS_EXPIRED', problem: 'TLS_EXPIRED' },
    { kind: 'tlsExpired', code: 'CERT_NOT_YET_VALID', problem: 'TLS_EXPIRED' },
    { kind: 'tlsName', code: 'ERR_TLS_CERT_ALTNAME_INVALID', problem: 'TLS_NAME' },
    { kind: 'tlsUntrusted', code: 'SELF_SIGNED_CERT_IN_CHAIN', problem: 'TLS_UNTRUSTED' },
    { kind: 'tlsOther', code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', problem: 'TLS_UNTRUSTED' },
  ])(
    '$code: the destination is paused with that reason, looks once an hour, and goes on by itself [faults 14, A34]',
    async ({ kind, code, problem }) => {
      const { clinic, line, start, pass, states, row } = scripted;
      const ids = [...clinic.visit(1), ...clinic.visit(2)];
      line.connect = { kind, code };
      start();
      await pass(2 * hourMs + 60_000, 30_000);

      expect(scripted.drainer.links()[0]).toMatchObject({ state: 'paused', problem });
      expect(line.connects).toBe(3);
      expect(ids.map((id) => row(id).retryCount)).toEqual([1, 0, 0, 0]);
      line.connect = null;
      await pass(hourMs, 30_000);
      expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
    },
  );
});

describe('an HTTP status, once and then an acceptance', () => {
  const first = async (code: number, hours: number) => {
    const { clinic, line, start, settle, pass, row } = scripted;
    const ids = [...clinic.visit(1), ...clinic.visit(2)];
    const [id = 0] = ids;
    line.answer = () => {
      line.answer = acknowledge;
      return status(code);
    };
    start();
    await settle();
    const link = scripted.drainer.links()[0];
    await pass(hours * hourMs, 30_000);
    const tries = line.sent.filter((sent) => sent === row(id).controlId).length;
    return { link, ids, row: row(id), tries };
  };

  it.each([400, 413, 415, 422])(
    '%i fails the message at once and nobody else [faults 12, A32]',
    async (code) => {
      const { ids, row, tries } = await first(code, 1);

      expect({ state: row.state, tries }).toEqual({ state: 'failed', tries: 1 });
      expect(scripted.states(ids)).toEqual(['failed', 'pending', 'sent', 'sent']);
    },
  );

  it.each([
    { code: 401, problem: 'AUTH' },
    { code: 403, problem: 'AUTH' },
    { code: 404, problem: 'WRONG_ADDRESS' },
    { code: 405, problem: 'WRONG_ADDRESS' },
    { code: 410, problem: 'WRONG_ADDRESS' },
    { code: 301, problem: 'WRONG_ADDRESS' },
    { code: 302, problem: 'WRONG_ADDRESS' },
    { code: 307, problem: 'WRONG_ADDRESS' },
    { code: 308, problem: 'WRONG_ADDRESS' },
    { code: 418, problem: 'REFUSED_OTHER' },
  ])(
    '$code pauses the destination at the first answer, and a probe lifts that [faults 12, A30, A32]',
    async ({ code, problem }) => {
      const { link, ids, row } = await first(code, 2);

      expect(link).toMatchObject({ state: 'paused', problem });
      expect(scripted.states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
      expect(row.possiblyDelivered).toBe(false);
    },
  );

  it.each([408, 425, 429, 500, 502, 503, 504, 511, 599])(
    '%i is tried again after backoff, without the flag [faults 12, A31, A32]',
    async (code) => {
      const { link, ids, row, tries } = await first(code, 1);

      expect(link?.state).toBe('connected');
      expect(scripted.states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
      expect({ tries, retryCount: row.retryCount, flag: row.possiblyDelivered }).toEqual({
        tries: 2,
        retryCount: 1,
        flag: false,
      });
    },
  );

  it.each([200, 202, 204])(
    '%i without an ACK inside is no answer: again, with the flag [faults 12, A32]',
    async (code) => {
      const { ids, row, tries } = await first(code, 1);

      expect(scripted.states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
      expect({ tries, flag: row.possiblyDelivered }).toEqual({ tries: 2, flag: true });
    },
  );
});

describe('Retry-After [faults 12, A31]', () => {
  it.each([
    { says: '90', waitsMs: 90_000 },
    { says: 'Mon, 05 Jan 2026 08:03:00 GMT', waitsMs: 180_000 },
    { says: '999999999', waitsMs: hourMs },
    { says: 'Fri, 01 Jan 2100 00:00:00 GMT', waitsMs: hourMs },
    { says: 'Thu, 01 Jan 1970 00:00:00 GMT', waitsMs: 1000 },
    { says: 'soon', waitsMs: 0 },
    { says: '-5', waitsMs: 0 },
  ])('"$says" holds the whole destination for $waitsMs ms', async ({ says, waitsMs }) => {
    const { clinic, line, start, settle, pass, states } = scripted;
    const ids = [...clinic.visit(1), ...clinic.visit(2)];
    line.answer = () => {
      line.answer = acknowledge;
      return status(503, says);
    };
    start();
    await settle();
    if (waitsMs > 1000) await pass(waitsMs - 1000, waitsMs > 600_000 ? 10_000 : 1000);
    const early = line.sent.length;
    await pass(2 * 60_000);

    // Without a wait only the message itself backs off; the other student passes.
    expect(early).toBe(waitsMs === 0 ? 3 : 1);
    expect(states(ids)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });
});

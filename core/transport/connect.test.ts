import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openSocket } from './connect.ts';
import { codeOf, faultOfCode } from './connect-fault.ts';
import { systemClock } from './system-clock.ts';
import { createManualClock } from './testing/manual-clock.ts';

describe('opening a socket', () => {
  it('tells a refusal', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));

    const result = await openSocket({ host: '127.0.0.1', port, tls: null }, 5000, systemClock);

    expect(result).toEqual({ ok: false, fault: { kind: 'refused', code: 'ECONNREFUSED' } });
  });

  it('tells a name that nobody knows [faults 13, A33]', async () => {
    const result = await openSocket({ host: 'receiver.invalid', port: 2575, tls: null }, 15_000, systemClock);

    expect(result).toMatchObject({ ok: false, fault: { kind: 'dns' } });
  });

  it('gives up on an address that never answers after the connect time [fault 13]', async () => {
    const clock = createManualClock();
    // 192.0.2.0/24 is reserved for documentation (RFC 5737): nobody answers there.
    const opening = openSocket({ host: '192.0.2.1', port: 2575, tls: null }, 10_000, clock);

    clock.advance(10_000);

    expect(await opening).toEqual({ ok: false, fault: { kind: 'timeout', code: 'ETIMEDOUT' } });
  });
});

describe('sorting error codes', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'noRoute'],
    ['ENETUNREACH', 'noRoute'],
    ['ETIMEDOUT', 'timeout'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsName'],
    ['CERT_HAS_EXPIRED', 'tlsExpired'],
    ['CERT_NOT_YET_VALID', 'tlsExpired'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tlsUntrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tlsUntrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsOther'],
    ['EPROTO', 'tlsOther'],
    ['ECONNRESET', 'reset'],
    ['SOMETHING_NEW', 'reset'],
  ])('sorts %s as %s', (code, kind) => {
    expect(faultOfCode(code)).toEqual({ kind, code });
  });

  it('takes the first code when several addresses of a host failed', () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });

    expect(codeOf(new AggregateError([refused, new Error('other')]))).toBe('ECONNREFUSED');
  });
});

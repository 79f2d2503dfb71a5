import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Address } from '../delivery/ports.ts';
import { testConnection } from './doctor.ts';
import { createNodeTransport } from './node-transport.ts';
import { createProxyLookup, type Hop, readProxyList } from './proxy-lookup.ts';
import type { Surroundings } from './reach.ts';
import { systemClock } from './system-clock.ts';
import { type Certificates, makeCertificates } from './testing/certificates.ts';
import { type ConnectProxy, startConnectProxy } from './testing/connect-proxy.ts';
import { mllpAt, patient } from './testing/connections.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const key = 'an-invented-api-key-4711';
let certificates: Certificates;
const cleanUps: (() => unknown)[] = [];

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The system names these ways out, whatever is asked for. */
function via(...hops: readonly Hop[]): Surroundings {
  return { companyCaPem: () => null, proxyFor: async () => ({ ok: true, hops }) };
}

async function proxy(answer?: string): Promise<ConnectProxy> {
  const started = await startConnectProxy(answer);
  cleanUps.push(() => started.stop());
  return started;
}

const hop = ({ port }: { readonly port: number }): Hop => ({ kind: 'proxy', host: '127.0.0.1', port });

/** A receiver over HTTPS that takes everything, and its address with a key. */
async function receiver(identity = certificates.good) {
  const ack = sampleAck('C1');
  const server = await startScriptedServer({
    tls: identity,
    onData: (_bytes, socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${ack.length}\r\n\r\n${ack}`),
  });
  cleanUps.push(() => server.stop());
  const address: Address = {
    kind: 'https',
    url: `https://localhost:${server.port}/hl7?school=1`,
    contentType: 'x/y',
    headers: { Authorization: `Bearer ${key}` },
    tls: { caPem: certificates.caPem, clientCertificate: null },
  };
  return { server, address };
}

describe('an https destination behind a proxy', () => {
  it('is reached through a tunnel; the proxy learns host and port and nothing else', async () => {
    const { server, address } = await receiver();
    const between = await proxy();

    const opened = await createNodeTransport(systemClock, via(hop(between))).open(address, patient);
    const reply = opened.ok && (await opened.connection.send(sampleA04('C1'), 'C1'));
    if (opened.ok) opened.connection.close();

    expect(reply).toMatchObject({ kind: 'http', status: 200 });
    expect(server.received()).toContain('MSH|');
    expect(server.received()).toContain(key);
    expect(between.heads).toEqual([
      `CONNECT localhost:${server.port} HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`,
    ]);
    expect(between.tunnelled()).not.toMatch(/MSH|4711|school=1/);
  });

  it.each([
    ['asks for a sign-in', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'proxySignIn', 'PROXY_407'],
    ['forbids the receiver', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'proxy', 'PROXY_403'],
    ['does not reach it', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'proxy', 'PROXY_502'],
    ['redirects', 'HTTP/1.1 302 Found\r\nLocation: http://x.invalid/\r\n\r\n', 'proxy', 'PROXY_302'],
    ['speaks no HTTP', 'SSH-2.0-x\r\n\r\n', 'proxy', 'PROXY_GARBAGE'],
    ['never ends its answer', `HTTP/1.1 200 ${'x'.repeat(20_000)}`, 'proxy', 'PROXY_GARBAGE'],
    ['speaks for the receiver', 'HTTP/1.1 200 OK\r\n\r\nMSH|', 'proxy', 'PROXY_GARBAGE'],
  ] as const)('gets nothing of a message when the proxy %s', async (_, answer, kind, code) => {
    const { server, address } = await receiver();
    const between = await proxy(answer);

    const opened = await createNodeTransport(systemClock, via(hop(between))).open(address, patient);

    expect(opened).toEqual({ ok: false, fault: { kind, code } });
    expect(server.received()).toBe('');
    expect(between.heads.join('')).not.toMatch(/4711|MSH/);
  });

  it('gives up on a proxy that never answers', async () => {
    const clock = createManualClock();
    const { address } = await receiver();
    const between = await proxy('');
    const opening = createNodeTransport(clock, via(hop(between))).open(address, patient);
    await expect.poll(() => between.heads.length).toBe(1);

    clock.advance(patient.connectMs);

    expect(await opening).toEqual({ ok: false, fault: { kind: 'proxy', code: 'PROXY_TIMEOUT' } });
  });

  it('is tried by the next way that the system names when a proxy is not there', async () => {
    const { server, address } = await receiver();
    const gone = await startConnectProxy();
    await gone.stop();

    const alone = await createNodeTransport(systemClock, via(hop(gone))).open(address, patient);
    const opened = await createNodeTransport(systemClock, via(hop(gone), { kind: 'direct' })).open(
      address,
      patient,
    );
    if (opened.ok) opened.connection.close();

    expect(alone).toEqual({ ok: false, fault: { kind: 'proxy', code: 'ECONNREFUSED' } });
    expect(opened.ok).toBe(true);
    expect(server.sockets).toHaveLength(1);
  });

  it('checks the receiver’s certificate through the tunnel as everywhere', async () => {
    const { server, address } = await receiver(certificates.unknownCa);
    const between = await proxy();

    const opened = await createNodeTransport(systemClock, via(hop(between))).open(address, patient);

    expect(opened).toMatchObject({ ok: false, fault: { kind: 'tlsUntrusted' } });
    expect(server.received()).toBe('');
  });

  it('is tested step by step; the proxy is a step of its own, and whoever intercepts is named', async () => {
    const good = await receiver();
    const intercepted = await receiver(certificates.unknownCa);
    const between = await proxy();
    const closed = await proxy('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const test = (address: Address, through: ConnectProxy) =>
      testConnection(address, patient, undefined, systemClock, via(hop(through)));

    const works = await test(good.address, between);
    const spied = await test(intercepted.address, between);
    const signIn = await test(good.address, closed);

    expect(works.map(({ step, ok }) => [step, ok])).toEqual([
      ['name', true],
      ['route', true],
      ['proxy', true],
      ['secureConnection', true],
    ]);
    expect(works[1]?.detail).toBe(`127.0.0.1 ${between.port}`);
    expect(works[2]?.detail).toBe(`127.0.0.1 ${between.port} > localhost ${good.server.port}`);
    expect(spied.at(-1)?.detail).toContain('issued by Filter Appliance CA');
    expect(signIn.at(-1)).toMatchObject({ step: 'proxy', problem: 'PROXY_SIGN_IN' });
    expect(good.server.received()).toBe('');
  });
});

it('reaches an MLLP destination directly, whatever the system says', async () => {
  const server = await startScriptedServer({});
  cleanUps.push(() => server.stop());
  const between = await proxy();

  const opened = await createNodeTransport(systemClock, via(hop(between))).open(mllpAt(server.port), patient);
  if (opened.ok) opened.connection.close();

  expect(opened.ok).toBe(true);
  expect(between.heads).toEqual([]);
});

describe('looking up the proxy', () => {
  const url = 'https://receiver.example';
  const direct = { ok: true, hops: [{ kind: 'direct' }] };
  const asked = (setting: string, system: ((url: string) => Promise<string>) | null = null) =>
    createProxyLookup(() => setting, system, systemClock);

  it('goes by the setting: none, a proxy of one’s own, or what the system says', async () => {
    const system = async (about: string) =>
      `PROXY proxy.school.example:8080; DIRECT # ${about}`.split(' #')[0] ?? '';

    expect(await asked('none', system)(url, 1000)).toEqual(direct);
    expect(await asked('system')(url, 1000)).toEqual(direct);
    expect(await asked('http://own.school.example:3128')(url, 1000)).toEqual({
      ok: true,
      hops: [{ kind: 'proxy', host: 'own.school.example', port: 3128 }],
    });
    expect(await asked('system', system)(url, 1000)).toEqual({
      ok: true,
      hops: [{ kind: 'proxy', host: 'proxy.school.example', port: 8080 }, { kind: 'direct' }],
    });
  });

  it('never asks the way to this machine itself', async () => {
    expect(await asked('http://own.school.example:3128')('https://127.0.0.1:8443', 1000)).toEqual(direct);
  });

  it('does not go past a proxy that it cannot speak to or hear of', async () => {
    const clock = createManualClock();
    const never = createProxyLookup(
      () => 'system',
      () => new Promise(() => {}),
      clock,
    )(url, 10_000);
    clock.advance(10_000);

    expect(await never).toEqual({ ok: false, code: 'PROXY_LOOKUP_TIMEOUT' });
    expect(await asked('system', () => Promise.reject(new Error('no')))(url, 1000)).toEqual({
      ok: false,
      code: 'PROXY_LOOKUP_FAILED',
    });
    expect(readProxyList('SOCKS5 10.0.0.1:1080; HTTPS p.example:443')).toEqual({
      ok: false,
      code: 'PROXY_KIND_UNSUPPORTED',
    });
    expect(readProxyList('SOCKS 10.0.0.1:1080; PROXY [2001:db8::1]:8080')).toEqual({
      ok: true,
      hops: [{ kind: 'proxy', host: '2001:db8::1', port: 8080 }],
    });
  });
});

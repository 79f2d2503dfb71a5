import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestStep } from '../contract/destination.ts';
import type { Address, Timeouts } from '../delivery/ports.ts';
import { testConnection } from './doctor.ts';
import type { FaultPlanInput } from './practice/fault-plan.ts';
import { createPracticeReceiver } from './practice/practice-receiver.ts';
import { type Certificates, type Identity, makeCertificates } from './testing/certificates.ts';
import { httpAt, mllpAt, patient } from './testing/connections.ts';
import { sampleA04 } from './testing/sample-messages.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

let certificates: Certificates;
const cleanUps: (() => unknown)[] = [];

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const short = (steps: readonly TestStep[]) =>
  steps.map(({ step, ok, problem }) => (ok ? step : `${step}: ${problem}`));

/** Tests a TLS server with that certificate; answers the steps and what reached the server. */
async function testTls(identity: Identity) {
  const server = await startScriptedServer({ tls: identity });
  cleanUps.push(() => server.stop());
  const tls = { caPem: certificates.caPem, clientCertificate: null };
  const steps = await testConnection({ kind: 'mllp', host: 'localhost', port: server.port, tls }, patient);
  return { steps, received: server.received() };
}

describe('testing a connection', () => {
  it('goes from the name over the route to the secure connection and says until when it is valid', async () => {
    const { steps, received } = await testTls(certificates.good);

    expect(short(steps)).toEqual(['name', 'route', 'secureConnection']);
    expect(steps[0]?.detail).toContain('127.0.0.1');
    expect(steps[2]?.detail).toBe(
      'TLSv1.3, issued by Practice Test CA, valid to Dec 31 00:00:00 2099 GMT, chain: localhost < Practice Test CA',
    );
    expect(steps.every((step) => step.durationMs >= 0)).toBe(true);
    expect(received).toBe('');
  });

  it('names whoever intercepts the connection', async () => {
    const { steps, received } = await testTls(certificates.unknownCa);

    expect(short(steps)).toEqual(['name', 'route', 'secureConnection: TLS_UNTRUSTED']);
    expect(steps[2]?.detail).toContain('issued by Filter Appliance CA');
    expect(steps[2]?.detail).toContain('chain: localhost');
    expect(received).toBe('');
  });

  it.each([
    ['expired', 'TLS_EXPIRED', 'valid Jan  1 00:00:00 2020 GMT to Feb  1 00:00:00 2020 GMT'],
    ['otherHost', 'TLS_NAME', 'certificate of other.example'],
  ] as const)('says what is wrong with a certificate that is %s', async (name, problem, detail) => {
    const { steps } = await testTls(certificates[name]);

    expect(short(steps).at(-1)).toBe(`secureConnection: ${problem}`);
    expect(steps.at(-1)?.detail).toContain(detail);
  });

  it('stops at a name that nobody knows and at a port where nobody listens', async () => {
    const server = await startScriptedServer({});
    await server.stop();

    const unknown = await testConnection(
      { kind: 'mllp', host: 'x.invalid', port: 1, tls: null, plainAllowed: true },
      patient,
    );
    const refused = await testConnection(mllpAt(server.port), patient);

    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatchObject({ step: 'name', ok: false });
    expect(short(refused)).toEqual(['name', 'route: NET_UNREACHABLE']);
    expect(refused[1]?.detail).toBe('ECONNREFUSED');
  });

  it('refuses plain HTTP to another machine without looking for it', async () => {
    const address: Address = {
      kind: 'https',
      url: 'http://receiver.example/',
      contentType: 'x/y',
      headers: {},
      tls: null,
    };

    expect(short(await testConnection(address, patient))).toEqual(['profile: CONFIG']);
  });

  it.each(['mllp', 'http'] as const)('sends nothing over %s where no ping is named', async (over) => {
    const server = await startScriptedServer({});
    cleanUps.push(() => server.stop());
    const address = over === 'mllp' ? mllpAt(server.port) : httpAt(server.port);

    expect(short(await testConnection(address, patient))).toEqual(['name', 'route']);
    expect(server.received()).toBe('');
  });

  it.each([
    ['mllp', { answer: 'AA' }, ['reply']],
    ['mllp', { answer: 'AR' }, ['reply']],
    ['mllp', { answer: 'wrongControlId' }, ['reply: BAD_REPLY']],
    ['mllp', { answer: 'garbage' }, ['reply: BAD_REPLY']],
    ['mllp', { answer: 'cut' }, ['reply: NO_REPLY_AFTER_SEND']],
    ['http', { answer: 'AA' }, ['authorization', 'reply']],
    ['http', { answer: 'http', status: 401 }, ['authorization: AUTH']],
    [
      'http',
      { answer: 'http', status: 302, location: 'http://x.invalid/' },
      ['authorization: WRONG_ADDRESS'],
    ],
    ['http', { answer: 'http', status: 404 }, ['authorization: WRONG_ADDRESS']],
    ['http', { answer: 'http', status: 429 }, ['authorization: RATE']],
    ['http', { answer: 'http', status: 503 }, ['authorization: SERVER']],
    ['http', { answer: 'html' }, ['reply: SIGN_IN_PAGE']],
  ] as const)('judges the answer to a ping over %s: %j', async (over, rule, expected) => {
    const rules: FaultPlanInput['rules'] = [rule];
    const receiver = await createPracticeReceiver({ faults: { rules } });
    cleanUps.push(() => receiver.stop());
    const address = over === 'mllp' ? mllpAt(receiver.mllpPort) : httpAt(receiver.httpPort);
    const timeouts: Timeouts = patient;

    const steps = await testConnection(address, timeouts, { controlId: 'PING1', bytes: sampleA04('PING1') });

    expect(short(steps)).toEqual(['name', 'route', ...expected]);
  });
});

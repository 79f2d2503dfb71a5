import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Client } from '../core/app-parts.ts';
import type { TestStep } from '../core/contract/destination.ts';
import { startCertificateDemandingServer } from '../core/transport/testing/certificate-demanding-server.ts';
import { asPkcs12, makeCertificates } from '../core/transport/testing/certificates.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open(): Promise<Clinic> {
  const clinic = await openClinic({ speed: 50 });
  cleanUps.push(() => clinic.close());
  return clinic;
}

const profile = (change: object) =>
  JSON.stringify({
    name: 'Receiver',
    systemCode: 'TSTSYS',
    processingId: 'T',
    connectTimeoutMs: 500,
    ...change,
  });

const save = (client: Client, change: object, id?: string) =>
  must(client, 'destination.save', { ...(id ? { id } : {}), profile: profile(change) });

const linkOf = async (client: Client, id: string) =>
  (await must(client, 'health.get', {})).links.find(({ destinationId }) => destinationId === id);

it('sends without encryption only where the profile says so, and says so everywhere [SEC-07]', async () => {
  const { client, dataDir, parts } = await open();
  const address = { host: '192.0.2.1', port: 2575 };
  const refused = await client.call('destination.save', { profile: profile({ transport: 'mllp', address }) });

  const { id, plain } = await save(client, { transport: 'mllp', address, allowPlainMllp: true });
  await until('the line is known', async () => (await linkOf(client, id))?.plain === true);
  await until('the status file says so', () =>
    JSON.parse(readFileSync(join(dataDir, 'status.json'), 'utf8')).destinations.some(
      (each: { name: string; plain: boolean }) => each.name === 'Receiver' && each.plain,
    ),
  );
  const secure = await save(client, { transport: 'mllps', address }, id);

  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'BAD_PROFILE', fields: [{ path: 'allowPlainMllp', rule: 'plainMllpNeedsConsent' }] },
  });
  expect([plain, secure.plain]).toEqual([true, false]);
  const switched = parts()
    .audit.latest(50)
    .filter(({ subject }) => subject === id)
    .map(({ detail }) => /plain=\w+/.exec(detail)?.[0]);
  expect(switched).toEqual(['plain=off', 'plain=on']);
});

it('says of each step of a test whose address it is, where a profile has several', async () => {
  const { client, receiver } = await open();
  const good = { host: '127.0.0.1', port: receiver().mllpPort };
  const { id } = await save(client, {
    transport: 'mllp',
    perInterfaceAddress: { ADT: good, ORU: { host: '127.0.0.1', port: 1 }, PPR: good },
  });

  const { steps } = await must(client, 'destination.test', { id });
  const failed = steps
    .filter(({ ok }: TestStep) => !ok)
    .map(({ interfaces, step }) => ({ interfaces, step }));

  expect(failed).toEqual([{ interfaces: ['ORU'], step: 'route' }]);
  expect(steps.filter(({ ok }) => ok).map(({ interfaces }) => interfaces)).toContainEqual(['ADT', 'PPR']);
});

it('shows the client certificate to the receiver that demands one, and warns before it ends [SEC-07]', async () => {
  const certificates = makeCertificates();
  const server = await startCertificateDemandingServer(certificates);
  cleanUps.push(() => server.stop());
  const { client, parts } = await open();
  const { id } = await save(client, {
    transport: 'mllps',
    address: { host: 'localhost', port: server.port },
    caPem: certificates.caPem,
  });
  const last = async () => (await must(client, 'destination.test', { id })).steps.at(-1);
  const without = await last();

  const files = {
    kind: 'pkcs12' as const,
    base64: asPkcs12(certificates.client, 'invented'),
    passphrase: 'invented',
  };
  const view = await must(client, 'destination.setCertificate', { id, files });
  const shown = await last();
  const endsAt = view.clientCertificate?.validTo ?? 0;
  await until(
    'the line knows when it ends',
    async () => (await linkOf(client, id))?.certificateEndsAt === endsAt,
  );
  await must(client, 'destination.removeCertificate', { id });
  const removed = await last();

  expect(without).toMatchObject({ ok: false, problem: 'TLS_CLIENT_CERTIFICATE' });
  expect(shown).toMatchObject({ step: 'secureConnection', ok: true });
  expect(removed).toMatchObject({ ok: false, problem: 'TLS_CLIENT_CERTIFICATE' });
  const actions = parts()
    .audit.latest(20)
    .map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(['destination.setCertificate', 'destination.removeCertificate']),
  );
});

it('lets an administrator alone set the proxy, and writes it to the audit trail', async () => {
  const { client, parts } = await open();
  await must(client, 'account.save', {
    name: 'Noura',
    role: 'nurse',
    givenName: 'Noura',
    familyName: 'Saeed',
    licence: 'GN99998',
    secret: '481516',
  });
  await must(client, 'settings.save', { proxy: 'http://proxy.school.example:8080' });
  const credentials = await client.call('settings.save', {
    proxy: 'http://user:secret@proxy.school.example:8080',
  });
  const detail = parts()
    .audit.latest(5)
    .find(({ action }) => action === 'settings.proxy')?.detail;
  await must(client, 'session.signOut', {});
  await must(client, 'session.signIn', { name: 'Noura', secret: '481516' });
  const byNurse = await client.call('settings.save', { proxy: 'none' });

  expect(detail).toBe('proxy=http://proxy.school.example:8080');
  expect(credentials).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  expect(byNurse).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  expect((await must(client, 'settings.get', {})).proxy).toBe('http://proxy.school.example:8080');
});

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../core/app-parts.ts';
import { asPkcs12, makeCertificates } from '../../core/transport/testing/certificates.ts';
import { hasRecoverySlot } from '../../db/keyring.ts';
import { quickCrypto } from '../fixture/quick-crypto.ts';
import { openHost } from '../parts.ts';
import { must } from '../preview/demo-school.ts';
import { type Running, runOn } from '../running.ts';
import { readManagedConfig } from './managed-config.ts';

let folder: string;
let running: Running | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-managed-'));
  running = null;
});

afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
});

/** The application under the given policy, with an administrator signed in. */
async function start(policy: Record<string, unknown>): Promise<Client> {
  const dataDir = join(folder, 'data');
  const managed = readManagedConfig({ configDir: folder, dataDir: null, policy: () => policy });
  running = runOn(await openHost({ dataDir, packaged: false, managed, crypto: quickCrypto }), () => {});
  if (!running) throw new Error('nothing runs');
  const client = running.app.connect();
  const first = client.session().state === 'firstStart';
  if (first) {
    await must(client, 'account.save', {
      name: 'Mariam',
      role: 'admin',
      givenName: 'Mariam',
      familyName: 'Hassan',
      licence: null,
      secret: 'an invented password',
    });
  } else await must(client, 'session.signIn', { name: 'Mariam', secret: 'an invented password' });
  return client;
}

const alerts = async (client: Client) =>
  (await must(client, 'health.get', {})).alerts.map(({ code }) => code);

it('fixes a setting for everybody, says so, and gives it back when IT lets go', async () => {
  const client = await start({ retryBy: 'admin' });

  expect((await must(client, 'settings.get', {})).retryBy).toBe('admin');
  expect(await must(client, 'settings.managed', {})).toEqual({
    settings: ['retryBy'],
    destination: false,
    problems: [],
    companyCa: [],
    newerVersion: null,
  });
  expect(await client.call('settings.save', { retryBy: 'everyone' })).toMatchObject({
    ok: false,
    error: { code: 'MANAGED', fields: [{ path: 'retryBy', rule: 'managed' }] },
  });
  expect(await client.call('settings.save', { language: 'ar', retryBy: 'admin' })).toMatchObject({
    ok: true,
  });
  await running?.stop();

  const free = await start({});
  expect(await must(free, 'settings.get', {})).toMatchObject({ language: 'ar', retryBy: 'admin' });
  expect(await free.call('settings.save', { retryBy: 'everyone' })).toMatchObject({ ok: true });
});

it("makes IT's profile the destination, and keeps the one that was there when the file is no good", async () => {
  const profileFile = join(folder, 'profile.json');
  const profile = {
    name: 'Receiver of IT',
    kind: 'practice',
    transport: 'mllp',
    address: { host: '127.0.0.1', port: 2575 },
    systemCode: 'TSTSYS',
    processingId: 'T',
  };
  writeFileSync(profileFile, JSON.stringify(profile));
  const names = async (client: Client) =>
    (await must(client, 'destination.list', {})).map(({ name }) => name);
  const client = await start({ profileFile });
  expect(await names(client)).toEqual(['Receiver of IT']);
  expect(await must(client, 'settings.managed', {})).toMatchObject({ destination: true, problems: [] });
  await running?.stop();

  writeFileSync(profileFile, '{"name": ');
  const again = await start({ profileFile });

  expect(await names(again)).toEqual(['Receiver of IT']);
  expect((await must(again, 'settings.managed', {})).problems).toEqual([
    { source: 'policy', key: 'profileFile', rule: 'invalid' },
  ]);
  expect(await alerts(again)).toContain('CONFIG_INVALID');
});

it("trusts the company's CA of IT's file, and what it said last while it is no good", async () => {
  const { caPem } = makeCertificates();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, caPem);
  const names = async (client: Client) =>
    (await must(client, 'settings.managed', {})).companyCa.map(({ subject }) => subject);
  expect(await names(await start({ caFile }))).toEqual(['Practice Test CA']);
  await running?.stop();

  writeFileSync(caFile, 'no certificate');
  const again = await start({ caFile });
  expect(await names(again)).toEqual(['Practice Test CA']);
  expect((await must(again, 'settings.managed', {})).problems).toEqual([
    { source: 'policy', key: 'caFile', rule: 'invalid' },
  ]);
  await running?.stop();

  expect(await names(await start({}))).toEqual([]);
});

it("takes IT's client certificate in, and keeps it when the files are deleted", async () => {
  const { client: identity } = makeCertificates();
  const files = {
    profileFile: join(folder, 'profile.json'),
    clientCertificateFile: join(folder, 'clinic.p12'),
    clientCertificatePassphraseFile: join(folder, 'passphrase.txt'),
  };
  const profile = {
    name: 'Receiver of IT',
    transport: 'mllps',
    address: { host: 'receiver.invalid', port: 2575 },
    systemCode: 'TSTSYS',
    processingId: 'T',
  };
  writeFileSync(files.profileFile, JSON.stringify(profile));
  writeFileSync(files.clientCertificateFile, Buffer.from(asPkcs12(identity, 'invented'), 'base64'));
  writeFileSync(files.clientCertificatePassphraseFile, 'invented\r\n');
  const subjects = async (client: Client) =>
    (await must(client, 'destination.list', {})).map(({ clientCertificate }) => clientCertificate?.subject);
  expect(await subjects(await start(files))).toEqual(['clinic']);
  await running?.stop();

  rmSync(files.clientCertificateFile);
  rmSync(files.clientCertificatePassphraseFile);
  const again = await start(files);

  expect(await subjects(again)).toEqual(['clinic']);
  expect((await must(again, 'settings.managed', {})).problems).toEqual([]);
  await running?.stop();

  writeFileSync(files.clientCertificateFile, 'no certificate');
  expect((await must(await start(files), 'settings.managed', {})).problems).toEqual([
    { source: 'policy', key: 'clientCertificateFile', rule: 'invalid' },
  ]);
});

it("makes a recovery slot for IT's key", async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  await start({ recoveryPublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') });

  expect(hasRecoverySlot(join(folder, 'data'))).toBe(true);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { channelNames } from '../core/contract/channel-names.ts';
import { asEncryptedKey, asPkcs12, makeCertificates } from '../core/transport/testing/certificates.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(() => clinic?.close());

const apiKey = 'CANARY-KEY-of-an-invented-school-4711';
const passphrase = 'CANARY-PASSPHRASE-invented';

it('no answer, log, export or file shows a key, a private key or a passphrase [SEC-08]', async () => {
  const { client: identity } = makeCertificates();
  const pkcs12 = asPkcs12(identity, passphrase);
  const keyPem = asEncryptedKey(identity, passphrase);
  clinic = await openClinic({ speed: 100, transport: 'http', apiKey });
  const { client, dataDir } = clinic;
  const [destination] = await must(client, 'destination.list', {});
  if (!destination) throw new Error('no destination');
  const { id, profile } = destination;
  const answers: unknown[] = [];
  const ask = async (channel: string, input: unknown) => {
    const answer = await client.call(channel, input);
    answers.push([channel, answer]);
    return answer;
  };

  await ask('destination.save', {
    id,
    profile: JSON.stringify({ ...JSON.parse(profile), authStyle: 'bearer' }),
    secret: apiKey,
  });
  await ask('destination.setCertificate', {
    id,
    files: { kind: 'pkcs12', base64: pkcs12, passphrase: `${passphrase}-wrong` },
  });
  await ask('destination.setCertificate', { id, files: { kind: 'pkcs12', base64: pkcs12, passphrase } });
  const set = await ask('destination.setCertificate', {
    id,
    files: { kind: 'pem', certificatePem: identity.cert, keyPem, passphrase },
  });
  expect(set).toMatchObject({
    ok: true,
    value: { clientCertificate: { subject: 'clinic' }, hasSecret: true },
  });
  await ask('destination.setCertificate', {
    id,
    files: { kind: 'pem', certificatePem: passphrase, keyPem, passphrase, more: keyPem },
  });
  const saved = await clinic.save(0);
  await until(
    'the key was used',
    async () => (await clinic?.rows())?.some(({ state }) => state === 'sent') ?? false,
  );
  await ask('destination.test', { id });
  await ask('message.detail', { id: saved.messageIds[0] });
  await ask('queue.query', { filter: { status: 'all' }, offset: 0, limit: 50 });
  await ask('audit.query', { filter: {}, offset: 0, limit: 200 });
  await ask('audit.export', { filter: {} });
  await ask('codeTable.list', { destinationId: id });
  for (const channel of channelNames.filter((name) => !/^session\.|restore|restart/.test(name)))
    await ask(channel, {});
  const told = JSON.stringify(answers) + JSON.stringify(clinic.parts().audit.latest(500));
  await clinic.endApplication();

  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['clinic-outbox.log', 'status.json']));
  expect(told).toContain('destination.setCertificate');
  const secrets = [apiKey, 'CANARY', pkcs12.slice(100, 140), bodyOf(keyPem), bodyOf(identity.key)];
  for (const secret of secrets) {
    expect(told.includes(secret), 'an answer shows a secret').toBe(false);
    for (const { name, bytes } of files) {
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(secret, encoding)), `${name} shows a secret`).toBe(false);
    }
  }
});

/** A line of a PEM text: the armour around it is no secret. */
function bodyOf(pem: string): string {
  return pem.split('\n')[1] ?? pem;
}

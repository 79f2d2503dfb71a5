import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RescueExported } from '../core/contract/rescue.ts';
import { databasePath } from '../db/data-folder.ts';
import { devProtection, type KeyProtection, readRecoveryKey } from '../db/key-slots.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { quickCrypto } from './fixture/quick-crypto.ts';
import { openHost } from './parts.ts';
import { must } from './preview/demo-school.ts';
import { runOn } from './running.ts';

const password = 'an invented password';

let old: Clinic;
let other: Clinic;

beforeEach(async () => {
  old = await openClinic({ speed: 20 });
  other = await openClinic();
});

afterEach(async () => {
  await old.close();
  await other.close();
});

function fileOf(exported: RescueExported): { text: string; key: { passphrase: string } } {
  if (exported.kind !== 'exported' || !exported.file) throw new Error(exported.kind);
  return { text: exported.file.content, key: { passphrase: exported.passphrase } };
}

describe('the queue of a PC that broke', () => {
  it('leaves by an admin and is sent from another PC, each message once and in order', async () => {
    await old.stopReceiver();
    for (const student of [0, 1, 2]) await old.save(student);

    const file = fileOf(await must(old.client, 'rescue.export', {}));
    await old.startReceiver();
    const looked = await must(other.client, 'rescue.preview', file);
    const effect = await must(other.client, 'rescue.import', file);

    expect(looked).toEqual(effect);
    expect(effect).toMatchObject({
      assessments: 3,
      neverSent: effect.messages,
      held: 0,
      missingReceivers: [],
    });
    const all = async () => (await other.rows()).every(({ state }) => state === 'sent');
    await until('everything sent from the other PC', all);
    expect(other.broken({ drained: true })).toEqual([]);
    expect(other.receiver().received()).toHaveLength(effect.messages);
    expect(old.receiver().received()).toEqual([]);
    expect(old.broken()).toEqual([]);
    expect((await old.rows()).map(({ problem }) => problem)).toEqual(
      Array.from({ length: effect.messages }, () => 'MOVED'),
    );
  });

  it('comes back to the PC it left when an admin says so, and is sent from there', async () => {
    await old.stopReceiver();
    await old.save(0);
    await must(old.client, 'rescue.export', {});
    const [exported] = await must(old.client, 'rescue.list', {});
    await old.startReceiver();

    await must(old.client, 'rescue.takeBack', { exportId: exported?.exportId ?? '' });

    await until('sent after all', async () => (await old.rows()).every(({ state }) => state === 'sent'));
    expect(old.broken({ drained: true })).toEqual([]);
    expect(await must(old.client, 'rescue.list', {})).toEqual([]);
  });

  it('is refused with a sentence when the file or what opens it is wrong, and the trail tells what was done', async () => {
    expect(await old.client.call('rescue.export', {})).toMatchObject({
      error: { code: 'NOTHING_TO_EXPORT' },
    });
    await old.stopReceiver();
    await old.save(0);
    const file = fileOf(await must(old.client, 'rescue.export', {}));
    const ask = (change: object) => other.client.call('rescue.import', { ...file, ...change });

    expect(await ask({ text: file.text.slice(0, 500) })).toMatchObject({ error: { code: 'RESCUE_TORN' } });
    expect(await ask({ text: file.text.replace('"v":1', '"v":9') })).toMatchObject({
      error: { code: 'RESCUE_NEWER' },
    });
    expect(await ask({ key: { passphrase: 'wrong' } })).toMatchObject({
      error: { code: 'WRONG_PASSPHRASE' },
    });
    expect(await other.rows()).toEqual([]);
    await must(other.client, 'rescue.import', file);
    expect(old.parts().audit.latest(1)).toMatchObject([{ action: 'rescue.export', outcome: 'ok' }]);
    expect(other.parts().audit.latest(1)).toMatchObject([{ action: 'rescue.import', outcome: 'ok' }]);
  });
});

describe('the queue of a PC whose data does not open', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const recovery = readRecoveryKey(String(publicKey.export({ type: 'spki', format: 'pem' })));
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

  async function startClosed(protection: KeyProtection = devProtection) {
    const running = runOn(
      await openHost({ dataDir: old.dataDir, packaged: false, protection, crypto: quickCrypto }),
      () => {},
    );
    if (!running) throw new Error('nothing runs');
    const client = running.app.connect();
    expect(client.session()).toMatchObject({ state: 'dataClosed' });
    return client;
  }

  it('leaves by the recovery key, and every message waits for a person where it is brought in', async () => {
    await old.stopReceiver();
    await old.save(0);
    await old.endApplication();
    const tended = await openHost({
      dataDir: old.dataDir,
      packaged: false,
      crypto: quickCrypto,
      protection: { ...devProtection, recovery },
    });
    if (tended.ok) await tended.host.close();
    const client = await startClosed({ dev: false, machine: null, recovery });
    const before = readdirSync(old.dataDir);
    const ask = (privateKeyPem: string) =>
      client.call('rescue.exportClosed', { backup: null, proof: { privateKey: privateKeyPem } });

    expect(await ask('no key')).toMatchObject({ error: { code: 'NOTHING_TO_EXPORT' } });
    const answer = await ask(pem);
    if (!answer.ok) throw new Error(answer.error.code);
    const { text } = fileOf(answer.value as RescueExported);
    expect(readdirSync(old.dataDir)).toEqual(before);

    const effect = await must(other.client, 'rescue.import', { text, key: { privateKey: pem } });
    expect(effect).toMatchObject({ neverSent: 0, held: effect.messages });
    expect(new Set((await other.rows()).map(({ problem }) => problem))).toEqual(new Set(['IMPORTED']));
    expect(other.broken()).toEqual([]);
  });

  it('leaves from a backup with the password of an admin, and with no other', async () => {
    await old.stopReceiver();
    await old.save(0);
    await must(old.client, 'backup.create', {});
    await old.endApplication();
    writeFileSync(databasePath(old.dataDir), '');
    const client = await startClosed();
    const session = client.session();
    const backup = session.state === 'dataClosed' ? (session.backups[0]?.name ?? null) : null;
    const ask = (secret: string, from: string | null = backup) =>
      client.call('rescue.exportClosed', { backup: from, proof: { name: 'Mariam', secret } });

    expect(await ask('wrong')).toMatchObject({ error: { code: 'WRONG_SECRET' } });
    expect(await ask(password, null)).toMatchObject({ error: { code: 'WRONG_SECRET' } });
    const answer = await ask(password);
    if (!answer.ok) throw new Error(answer.error.code);

    const effect = await must(other.client, 'rescue.import', fileOf(answer.value as RescueExported));
    expect(effect.added).toBeGreaterThan(0);
    expect(effect.held).toBe(effect.added);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RescueEffect, SealedRescue } from '../../core/rescue/ports.ts';
import {
  attemptOnce,
  type Clinic,
  canaryName,
  drain,
  noAnswer,
  rejected,
  t0,
  testActor,
  testClinic,
  testStudent,
} from '../fixture/clinic.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { openTestStores, reopenStores, testCrypto, testFolder } from '../fixture/test-database.ts';
import { devProtection, readRecoveryKey } from '../key-slots.ts';
import { openStores } from '../open-stores.ts';
import type { Stores } from '../stores.ts';

/*
 * The broken PC: its queue leaves in one file and comes in elsewhere. `old` is the PC that it leaves, `other` the one that takes
 * it over; both are real databases.
 */

let folders: { readonly old: string; readonly other: string };
let old: Stores;
let other: Stores;
let clinic: Clinic;

beforeEach(() => {
  folders = { old: testFolder(), other: testFolder() };
  old = openTestStores(folders.old);
  other = openTestStores(folders.other);
  clinic = testClinic(old);
});

afterEach(() => {
  for (const stores of [old, other]) stores.close();
  const canary = [canaryName];
  const broken = Object.values(folders).flatMap((dataDir) => brokenPromises({ dataDir, canary }));
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  expect(broken).toEqual([]);
});

async function exported(stores = old, now = t0 + 1000): Promise<SealedRescue> {
  const sealed = await stores.rescue.exportQueue(testActor, now);
  if (!sealed) throw new Error('nothing to export');
  stores.rescue.exported(sealed.summary.exportId, testActor, now);
  return sealed;
}

async function broughtIn(sealed: SealedRescue, stores = other, now = t0 + 2000): Promise<RescueEffect> {
  const result = await stores.rescue.importFile(sealed.text, sealed, testActor, now);
  if (!result.ok) throw new Error(result.fault);
  return result.effect;
}

interface Shown {
  readonly state: string;
  readonly controlId: string | null;
  readonly bytes: string | null;
  readonly problem: string | null;
  readonly possiblyDelivered: boolean;
}

function queueOf(stores: Stores): readonly Shown[] {
  return stores.queue
    .rows(stores.queue.ids({ status: 'all' }).toReversed())
    .map(({ id, state, controlId, problem, possiblyDelivered }) => {
      const bytes = stores.queue.bytes(id);
      return {
        state,
        controlId,
        bytes: bytes && Buffer.from(bytes).toString(),
        problem,
        possiblyDelivered,
      };
    });
}

const unbuilt = () => ({ ...clinic.a04(), built: false, problem: 'CONFIG', field: 'facility' }) as never;

const statesOf = (stores: Stores) => queueOf(stores).map(({ state, problem }) => `${state} ${problem}`);

describe('the file', () => {
  it('shows no patient and opens with its passphrase as a person types it, and with nothing else', async () => {
    clinic.visit(1);
    const sealed = await exported();
    const open = (key: Parameters<Stores['rescue']['importFile']>[1]) =>
      other.rescue.importFile(sealed.text, key, null, t0);

    expect(sealed.text).not.toContain(canaryName);
    expect(sealed.passphrase).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = ` ${sealed.passphrase.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(await open({ passphrase: typed })).toMatchObject({ ok: true, effect: { messages: 2 } });
    expect(await open({ passphrase: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' })).toEqual({
      ok: false,
      fault: 'WRONG_KEY',
    });
    expect(await open({ privateKey: 'no key' })).toEqual({ ok: false, fault: 'WRONG_KEY' });
  });

  it('opens with the recovery key of IT too, where there is one', async () => {
    old.close();
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    const recovery = readRecoveryKey(String(publicKey.export({ type: 'spki', format: 'pem' })));
    const opened = openStores({
      dataDir: folders.old,
      protection: { ...devProtection, recovery },
      crypto: testCrypto,
      now: () => t0,
      machine: 'TEST',
    });
    if (!opened.ok) throw new Error(opened.message);
    old = opened.stores;
    testClinic(old).visit(1);
    const sealed = await exported();

    const key = { privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
    expect(await other.rescue.importFile(sealed.text, key, null, t0)).toMatchObject({ ok: true });
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2), 'TORN'],
    ['empty', () => '', 'TORN'],
    ['another file', () => '{"hello": 1}', 'TORN'],
    ['changed inside', (text: string) => text.replace(/("content":.*"data":")/, '$1AAAA'), 'TORN'],
    ['of a later version', (text: string) => text.replace('"v":1', '"v":2'), 'NEWER'],
  ])('is refused when it is %s, and nothing is changed', async (_, change, fault) => {
    clinic.visit(1);
    const sealed = await exported();
    const before = other.audit.head();

    expect(await other.rescue.importFile(change(sealed.text), sealed, testActor, t0)).toEqual({
      ok: false,
      fault,
    });
    expect(other.audit.head()).toEqual(before);
    expect(queueOf(other)).toEqual([]);
  });
});

describe('the PC that it leaves', () => {
  it('sends none of it any more: not by itself, not by a retry, not by a profile that changed', async () => {
    const ids = clinic.visit(1);
    await exported();

    expect(statesOf(old)).toEqual(['failed MOVED', 'failed MOVED']);
    expect(old.outbox.nextDue(clinic.lane, t0 + 5000)).toBeNull();
    expect(old.queue.idsInState('failed', t0 + 5000)).toEqual([]);
    expect(old.queue.candidates(ids)).toEqual([]);
    expect(old.queue.retry(ids, testActor, 'one', t0 + 5000)).toEqual([]);
    expect(old.assessments.rebuildable(clinic.destination.id, 99)).toEqual([]);
    expect(old.assessments.unbuilt()).toEqual([]);
  });

  it('takes what is being sent from its sender: the late answer changes nothing', async () => {
    const [id = 0] = clinic.visit(1);
    const claim = old.outbox.claim(clinic.sender(), id, t0);
    if (!claim) throw new Error('not claimed');

    const sealed = await exported();

    expect(old.outbox.finish(claim, { ...noAnswer(t0) }, t0 + 2000).written).toBe(false);
    expect(statesOf(old)[0]).toBe('failed MOVED');
    expect(await broughtIn(sealed)).toMatchObject({ added: 2, held: 1 });
    expect(statesOf(other)).toEqual(['failed IMPORTED', 'pending null']);
  });

  it('is as it was when the file was never written', async () => {
    const [id = 0] = clinic.visit(1);
    attemptOnce(old, clinic, id, rejected, t0);
    const before = queueOf(old);
    const sealed = await old.rescue.exportQueue(testActor, t0 + 1000);

    expect(old.rescue.takeBack(sealed?.summary.exportId ?? '', true, testActor, t0 + 1000)).toBe(2);
    expect(queueOf(old)).toEqual(before);
    expect(old.rescue.exports()).toEqual([]);
  });

  it('gets it back from an admin, flagged, because the other PC may have sent it, and the trail tells', async () => {
    clinic.visit(1);
    const { summary } = await exported();
    expect(old.rescue.exports()).toEqual([
      { exportId: summary.exportId, at: t0 + 1000, by: 'nurse', messages: 2 },
    ]);

    old.rescue.takeBack(summary.exportId, false, testActor, t0 + 3000);

    expect(queueOf(old).map(({ state, possiblyDelivered }) => [state, possiblyDelivered])).toEqual([
      ['pending', true],
      ['pending', true],
    ]);
    expect(drain(old, clinic, t0 + 4000)).toHaveLength(2);
    const actions = old.audit.latest(2).map(({ action }) => action);
    expect(actions).toEqual(['rescue.takeBack', 'rescue.export']);
  });

  it('is as it was when the file could not even be sealed', async () => {
    clinic.visit(1);
    const before = queueOf(old);
    old.close();
    const broken = { ...testCrypto, scrypt: () => Promise.reject(new Error('no memory')) };
    const opened = reopenStores(folders.old, broken);
    if (!opened.ok) throw new Error(opened.message);
    old = opened.stores;

    await expect(old.rescue.exportQueue(testActor, t0 + 1000)).rejects.toThrow('no memory');

    expect(queueOf(old)).toEqual(before);
    expect(old.rescue.exports()).toEqual([]);
  });

  it('exports nothing where nothing is unsent', async () => {
    expect(await old.rescue.exportQueue(testActor, t0)).toBeNull();
  });
});

describe('the PC that takes it over', () => {
  it('has the same bytes under the same control ids, flagged, and sends in order what never left the other one', async () => {
    clinic.visit(1);
    clinic.visit(2);
    const before = queueOf(old);
    const effect = await broughtIn(await exported());

    expect(effect).toMatchObject({ messages: 4, assessments: 2, neverSent: 4, added: 4, held: 0, known: 0 });
    expect(queueOf(other)).toEqual(before.map((row) => ({ ...row, possiblyDelivered: true })));
    const lane = { destinationId: other.destinations.list()[0]?.id ?? '', interfaces: null };
    expect(other.outbox.nextDue(lane, t0 + 3000)?.id).toBe(1);
    expect(other.students.search(['zanzibari'], 5)).toHaveLength(2);
    expect(other.assessments.history(1)).toHaveLength(1);
  });

  it('sends nothing by itself that may have gone, and keeps what was refused as it was', async () => {
    const [gone = 0, follower = 0] = clinic.visit(1);
    attemptOnce(old, clinic, gone, noAnswer(t0 + 600_000), t0);
    const [refused = 0] = clinic.visit(2, t0, [clinic.a04()]);
    attemptOnce(old, clinic, refused, rejected, t0);
    expect(follower).toBeGreaterThan(0);

    expect(await broughtIn(await exported())).toMatchObject({ added: 3, held: 2, neverSent: 1 });

    expect(statesOf(other)).toEqual(['failed IMPORTED', 'pending null', 'failed NACK_REQUIRED']);
    const [first] = other.queue.ids({ status: 'all' }).toReversed();
    expect(other.queue.row(first ?? 0)?.blockedBy).toBeNull();
    expect(other.queue.retry([first ?? 0], testActor, 'by hand', t0 + 5000)).toEqual([first]);
  });

  it('takes no file twice, nor what another file brought already', async () => {
    clinic.visit(1);
    const sealed = await exported();
    await broughtIn(sealed);
    clinic.visit(2);
    const again = await exported(old, t0 + 1500);

    expect(await broughtIn(sealed)).toMatchObject({ added: 0, known: 2 });
    // The second file holds the first two again: whoever lost the first one must not lose them.
    expect(await broughtIn(again)).toMatchObject({ messages: 4, added: 2, known: 2 });
    expect(queueOf(other)).toHaveLength(4);
  });

  it('counts before it is asked to, and changes nothing by that', async () => {
    clinic.visit(1);
    const sealed = await exported();

    const looked = await other.rescue.importFile(sealed.text, sealed, null, t0);

    expect(looked).toMatchObject({ ok: true, effect: { added: 2, held: 0, missingReceivers: ['Practice'] } });
    expect(queueOf(other)).toEqual([]);
    expect(other.destinations.list()).toEqual([]);
  });

  it('uses its own receiver of that name, and adds one that it lacks switched off and without its key', async () => {
    const own = other.destinations.save(null, 'Practice', { enabled: true }, undefined, 'admin', t0);
    const live = old.destinations.save(
      null,
      'Practice',
      { enabled: true, processingId: 'P' },
      'key',
      'admin',
      t0,
    );
    clinic.visit(1);
    clinic.visit(2, t0, [clinic.a04({ destinationId: live.id })]);

    expect(await broughtIn(await exported())).toMatchObject({ missingReceivers: ['Practice'] });
    expect(
      other.destinations.list().map(({ id, enabled, hasSecret }) => ({ id, enabled, hasSecret })),
    ).toEqual([
      { id: own.id, enabled: true, hasSecret: false },
      { id: live.id, enabled: false, hasSecret: false },
    ]);
  });

  it('takes the same student for the same, and another child with that number for another', async () => {
    const here = { id: null, schoolName: 'Al Nahda', student: testStudent('1001') };
    const twin = { ...here, student: testStudent('1002', { dateOfBirth: '2014-01-01' }) };
    other.students.applyRoster([here, twin], 'admin', t0);
    clinic.visit(1);
    clinic.visit(2);

    await broughtIn(await exported());

    expect(
      [...other.students.allByNumber().values()].map(({ studentNumber }) => studentNumber).toSorted(),
    ).toEqual(['1001', '1002', '1002*']);
  });

  it('gives a visit another number where its own is taken here, and keeps the bytes', async () => {
    testClinic(other).visit(1);
    clinic.visit(1);
    const [, bytes] = [queueOf(other), queueOf(old)[0]?.bytes];

    await broughtIn(await exported());

    expect(other.assessments.history(1).map(({ visitNumber }) => visitNumber)).toEqual([
      'V26010500002',
      'V26010500001',
    ]);
    expect(queueOf(other)[2]?.bytes).toBe(bytes);
  });

  it('brings an unbuilt message over as one that is built when its cause is gone, once', async () => {
    clinic.visit(1, t0, [unbuilt()]);
    const sealed = await exported();

    await broughtIn(sealed);
    expect(await broughtIn(sealed)).toMatchObject({ added: 0, known: 1 });

    expect(statesOf(other)).toEqual(['failed CONFIG']);
    expect(other.assessments.unbuilt()).toHaveLength(1);
  });

  it('adds nothing to the PC that it came from, whichever PCs the file went by', async () => {
    clinic.visit(1, t0, [unbuilt(), clinic.oru()]);
    const sealed = await exported();

    expect(await broughtIn(sealed, old)).toMatchObject({ added: 0, known: 2 });
    await broughtIn(sealed);
    expect(await broughtIn(await exported(other, t0 + 3000), old)).toMatchObject({ added: 0, known: 2 });
    expect(queueOf(old)).toHaveLength(2);
  });

  it('flags also what was never built: the other PC builds it, and both may send', async () => {
    clinic.visit(1, t0, [unbuilt()]);
    const sealed = await exported();
    await broughtIn(sealed);
    old.rescue.takeBack(sealed.summary.exportId, false, testActor, t0 + 3000);

    for (const stores of [old, other])
      expect(queueOf(stores)).toMatchObject([
        { state: 'failed', problem: 'CONFIG', possiblyDelivered: true },
      ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { type Child, runChild } from './fixture/child.ts';
import { t0, testClinic } from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';
import { createSenderStore, processLives, startMarkOf } from './sender-store.ts';

let db: TestDatabase;
const children: Child[] = [];

beforeEach(() => {
  db = testDatabase();
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended;
  }
  expect(brokenPromises({ dataDir: db.dataDir })).toEqual([]);
  db.remove();
});

function start(destinationId: string, claims: boolean): Child {
  const child = runChild('sender-process.ts', [db.dataDir, destinationId, claims ? 'claim' : '']);
  children.push(child);
  return child;
}

/** A second process on the same file, played by a second connection. */
function other(isAlive: () => boolean) {
  const raw = db.raw();
  return createSenderStore(new Connection(raw, () => ({ ok: true, database: raw })), isAlive);
}

describe('the sender of a database file', () => {
  it('is one: another process waits while it lives and its heart beats', () => {
    const second = other(() => true);

    const first = db.stores.outbox.acquireSender(t0);
    expect(first?.generation).toBe(1);
    expect(second.acquireSender(t0 + 29_999)).toBeNull();
    expect(db.stores.outbox.heartbeat(first as never, t0 + 29_999)).toBe(true);
    expect(second.acquireSender(t0 + 59_000)).toBeNull();
  });

  it('is replaced after 30 s of silence and then writes nothing more', () => {
    const second = other(() => true);
    const first = db.stores.outbox.acquireSender(t0);

    expect(second.acquireSender(t0 + 30_000)?.generation).toBe(2);
    expect(db.stores.outbox.heartbeat(first as never, t0 + 30_001)).toBe(false);
    db.stores.outbox.releaseSender(first as never);
    expect(db.stores.outbox.acquireSender(t0 + 30_002)).toBeNull();
  });

  it('is replaced at once when its process has ended', () => {
    db.stores.outbox.acquireSender(t0);

    expect(other(() => false).acquireSender(t0 + 1)?.generation).toBe(2);
  });

  it('is replaced at once when it let go', () => {
    const first = db.stores.outbox.acquireSender(t0);
    db.stores.outbox.releaseSender(first as never);

    expect(other(() => true).acquireSender(t0 + 1)?.generation).toBe(2);
  });

  it('is not replaced early and not kept for ever when the clock was set back', () => {
    const second = other(() => true);
    db.stores.outbox.acquireSender(t0 + 3_600_000);

    expect(second.acquireSender(t0)).toBeNull();
    expect(second.acquireSender(t0 + 29_999)).toBeNull();
    expect(second.acquireSender(t0 + 30_000)?.generation).toBe(2);
  });

  it('is found dead when another process took its number', () => {
    const mark = startMarkOf(process.pid);

    expect(processLives(process.pid, mark)).toBe(true);
    expect(processLives(process.pid, null)).toBe(true);
    if (mark !== null) expect(processLives(process.pid, `${mark}0`)).toBe(false);
    expect(processLives(2 ** 22 + 1, null)).toBe(false);
  });
});

describe('two real processes [faults 6, A38, A39]', () => {
  it('never both send, and what a killed one had in hand goes again with the flag', async () => {
    const clinic = testClinic(db.stores);
    const [a04 = 0] = clinic.visit(1, Date.now());
    const first = start(clinic.destination.id, true);
    const claimed = JSON.parse(await first.line(1)) as { claimed: number };
    const second = start(clinic.destination.id, false);

    expect(claimed.claimed).toBe(a04);
    expect(JSON.parse(await second.line(1))).toEqual({ sender: null, claimed: null });

    first.process.kill('SIGKILL');
    await first.ended;
    const sender = db.stores.outbox.acquireSender(Date.now());
    expect(sender?.generation).toBe(2);
    expect(db.stores.outbox.recoverInterrupted(sender as never, Date.now())).toEqual({
      requeued: 1,
      poisoned: 0,
    });
    expect(db.stores.queue.row(a04)).toMatchObject({ state: 'pending', possiblyDelivered: true });
  });

  it('a stopped one that wakes after another took over is fenced', async () => {
    const clinic = testClinic(db.stores);
    const [a04 = 0] = clinic.visit(1, Date.now());
    const first = start(clinic.destination.id, true);
    const { sender: old } = JSON.parse(await first.line(1)) as {
      sender: { owner: string; generation: number };
    };
    first.process.kill('SIGSTOP');

    expect(db.stores.outbox.acquireSender(Date.now())).toBeNull();
    const taken = db.stores.outbox.acquireSender(Date.now() + 31_000);

    expect(taken?.generation).toBe(old.generation + 1);
    expect(db.stores.outbox.heartbeat(old, Date.now())).toBe(false);
    expect(db.stores.outbox.claim(old, a04, Date.now())).toBeNull();
    first.process.kill('SIGCONT');
  });
});

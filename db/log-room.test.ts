import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from './data-folder.ts';
import { testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';
import { logRoomBytes } from './log-room.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => {
  db.remove();
});

const logPath = () => `${databasePath(db.dataDir)}-wal`;

describe('the room of the log', () => {
  it('is there after a checkpoint and not used up by what is saved then', () => {
    const clinic = testClinic(db.stores);
    db.stores.checkpoint();
    expect(statSync(logPath()).size).toBe(logRoomBytes);

    for (let visit = 0; visit < 20; visit += 1) clinic.visit(1);
    db.stores.checkpoint();

    expect(statSync(logPath()).size).toBe(logRoomBytes);
  });

  it('is read as the end of the log after a crash: what was saved is there and nothing else', async () => {
    const clinic = testClinic(db.stores);
    db.stores.checkpoint();
    const saved = [...clinic.visit(1), ...clinic.visit(2)];
    const path = databasePath(db.dataDir);
    const [file, log] = [readFileSync(path), readFileSync(logPath())];

    // As after a crash: the files as they lie on the disk, and no index of the log.
    db.stores.close();
    writeFileSync(path, file);
    writeFileSync(logPath(), log);
    expect(db.reopen().ok).toBe(true);

    expect(db.stores.incident).toBeNull();
    expect(saved.map((id) => db.stores.queue.row(id)?.state)).toEqual(saved.map(() => 'pending'));
    expect(await db.stores.isWhole()).toBe(true);
  });

  it('is given beside another process that has just written', async () => {
    const clinic = testClinic(db.stores);
    db.stores.checkpoint();
    const other = db.raw();
    other.prepare("INSERT INTO settings (key, value) VALUES ('other', 'kept')").run();
    db.stores.checkpoint();
    clinic.visit(1);

    expect(other.prepare("SELECT value FROM settings WHERE key = 'other'").pluck().get()).toBe('kept');
    expect(await db.stores.isWhole()).toBe(true);
  });
});

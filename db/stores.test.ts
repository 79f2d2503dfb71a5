import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchTokens } from '../core/contract/search-key.ts';
import { Connection } from './connection.ts';
import { t0, testClinic, testStudent } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => {
  db.remove();
});

describe('students', () => {
  const reem = testStudent('A-17', {
    familyName: "O'Neil",
    givenName: 'Réem',
    emiratesId: '784201500000010',
    allergies: [{ kind: 'FA', text: 'peanuts' }],
    guardianName: 'Mona',
  });
  const add = (schoolName: string, ...students: ReturnType<typeof testStudent>[]) =>
    db.stores.students.applyRoster(
      students.map((student) => ({ id: null, schoolName, student })),
      'admin',
      t0,
    );
  const find = (text: string) => db.stores.students.search(searchTokens(text), 10).map(({ id }) => id);

  it('come back as they were handed over, with their school', () => {
    add('Al Nahda', reem);

    expect(db.stores.students.get(1)).toEqual({
      ...reem,
      id: 1,
      schoolId: 1,
      schoolName: 'Al Nahda',
      lastVisitAt: null,
    });
    expect(db.stores.students.get(2)).toBeNull();
  });

  it('are found by the start of every word typed, in any order and either script', () => {
    add('Al Nahda', reem, testStudent('1002'));

    expect(find('neil ree')).toEqual([1]);
    expect(find('reem')).toEqual([1]);
    expect(find('salem zanz')).toEqual([2]);
    expect(find('سَالِم')).toEqual([1, 2].filter((id) => id === 2 || id === 1));
    expect(find('784-2015-0000001-0')).toEqual([1]);
    expect(find('17')).toEqual([1]);
    expect(find('منصوري')).toEqual([1, 2]);
    expect(find('eem')).toEqual([]);
    expect(find('reem salem')).toEqual([]);
    expect(find('')).toEqual([]);
  });

  it('are found by what they are called now, not by what they were', () => {
    add('Al Nahda', reem);

    const change = { id: 1, schoolName: 'Al Nahda', student: { ...reem, familyName: 'Haddad' } };
    expect(db.stores.students.applyRoster([change], 'admin', t0)).toEqual({ added: 0, changed: 1 });

    expect([find('neil'), find('haddad')]).toEqual([[], [1]]);
  });

  it('are known by school and number whatever the capitals', () => {
    add('Al Nahda', reem);
    add(' al nahda ', testStudent('2'));

    expect([...db.stores.students.allByNumber().keys()]).toEqual(['al nahda\u0000a-17', 'al nahda\u00002']);
    expect(db.stores.students.schools()).toMatchObject([{ id: 1, name: 'Al Nahda', students: 2 }]);
    expect(() => add('AL NAHDA', testStudent('a-17'))).toThrow(/UNIQUE/);
  });

  it('are imported as a whole or not at all', () => {
    expect(() => add('Al Nahda', testStudent('1'), testStudent('1'))).toThrow();

    expect(db.stores.students.get(1)).toBeNull();
    expect(db.stores.students.schools()).toEqual([]);
    expect(db.stores.audit.latest(5)).toEqual([]);
  });

  it('belong to schools that can be completed later', () => {
    add('Al Nahda', reem);

    const school = {
      id: 1,
      name: 'Al Nahda School',
      nameArabic: 'النهضة',
      facilityLicence: 'MF9999',
      region: 'Al Ain',
    };
    expect(db.stores.students.saveSchool(school, 'admin', t0)).toEqual({ ...school, students: 1 });
    expect(db.stores.students.get(1)?.schoolName).toBe('Al Nahda School');
    expect(db.stores.audit.latest(1)).toMatchObject([{ action: 'school.change', subject: 'school:1' }]);
  });
});

describe('accounts', () => {
  const nurse = {
    id: null,
    name: 'Mariam',
    role: 'nurse',
    familyName: 'Test',
    givenName: 'Mariam',
    licence: 'GN99999',
    disabled: false,
    hash: new Uint8Array([1, 2, 3]),
    salt: new Uint8Array([4, 5]),
  } as const;

  it('are found by name whatever the capitals, with hash and salt as stored', () => {
    const saved = db.stores.accounts.save(nurse, 'admin', t0);

    expect(saved).toEqual({ ...nurse, id: 1, failures: 0, lockedUntil: null });
    expect(db.stores.accounts.byName(' MARIAM ')).toEqual(saved);
    expect(db.stores.accounts.byId(1)).toEqual(saved);
    expect(db.stores.accounts.byName('nobody')).toBeNull();
    expect(() => db.stores.accounts.save({ ...nurse, name: 'mariam' }, 'admin', t0)).toThrow(/UNIQUE/);
  });

  it('change without losing failures, and a lock survives a restart', () => {
    db.stores.accounts.save(nurse, 'admin', t0);
    db.stores.accounts.recordSignIn(1, 'session.signIn', 'wrongSecret', 5, t0 + 60_000, t0);

    db.stores.accounts.save({ ...nurse, id: 1, disabled: true }, 'admin', t0);
    db.reopen();

    expect(db.stores.accounts.list()).toMatchObject([
      { failures: 5, lockedUntil: t0 + 60_000, disabled: true },
    ]);
  });

  it('write an audit row for each change and sign-in, without a secret', () => {
    db.stores.accounts.save(nurse, 'first start', t0);
    db.stores.accounts.recordSignIn(1, 'session.signIn', 'wrongSecret', 1, null, t0 + 1);

    expect(db.stores.audit.latest(5)).toEqual([
      {
        at: t0 + 1,
        actor: 'account:1',
        action: 'session.signIn',
        subject: 'account:1',
        outcome: 'refused',
        detail: 'failures=1 locked=0',
      },
      {
        at: t0,
        actor: 'first start',
        action: 'account.add',
        subject: 'account:1',
        outcome: 'ok',
        detail: 'role=nurse disabled=0',
      },
    ]);
  });
});

describe('destinations', () => {
  it('raise their version when the profile changes, and only then', () => {
    const { id } = db.stores.destinations.save(null, 'A', { port: 1 }, 'key', 'admin', t0);

    expect(db.stores.destinations.save(id, 'B', { port: 1 }, undefined, 'admin', t0)).toMatchObject({
      name: 'B',
      profileVersion: 1,
      hasSecret: true,
    });
    expect(db.stores.destinations.save(id, 'B', { port: 2 }, undefined, 'admin', t0).profileVersion).toBe(2);
    expect(db.stores.destinations.list()).toHaveLength(1);
  });

  it('keep their key out of every view', () => {
    const { id } = db.stores.destinations.save(null, 'A', {}, 'sesame', 'admin', t0);

    expect(JSON.stringify([db.stores.destinations.list(), db.stores.audit.latest(9)])).not.toContain(
      'sesame',
    );
    expect(db.stores.destinations.secret(id)).toBe('sesame');
    db.stores.destinations.save(id, 'A', {}, '', 'admin', t0);
    expect(db.stores.destinations.secret(id)).toBeNull();
    expect(db.stores.destinations.get(id)?.hasSecret).toBe(false);
  });

  it('remember why they are paused, and who paused and resumed them', () => {
    const { id } = db.stores.destinations.save(null, 'A', {}, undefined, 'admin', t0);
    const pause = { problem: null, reason: 'maintenance', until: t0 + 9, probeMessageId: null, since: t0 };

    db.stores.destinations.pause(id, pause, 'admin', t0);
    db.reopen();

    expect(db.stores.destinations.get(id)?.pause).toEqual(pause);
    db.stores.destinations.pause(id, null, 'nurse', t0 + 1);
    expect(db.stores.destinations.get(id)?.pause).toBeNull();
    expect(db.stores.audit.latest(2).map(({ action, actor }) => [action, actor])).toEqual([
      ['destination.resume', 'nurse'],
      ['destination.pause', 'admin'],
    ]);
  });
});

describe('the audit trail', () => {
  it('is a chain across restarts that shows an edit made behind its back', () => {
    testClinic(db.stores).visit(1);
    db.reopen();
    testClinic(db.stores, 0).visit(1);
    const head = db.stores.audit.head();
    expect(db.stores.audit.verify(head)).toEqual({ ok: true, head });

    const raw = db.raw();
    raw.exec('DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_kept');
    raw.exec(`UPDATE audit SET actor = 'someone else' WHERE seq = 2`);
    expect(db.stores.audit.verify()).toEqual({ ok: false, seq: 2, fault: 'changed' });
  });

  it('misses a cut tail unless its head was kept outside', () => {
    testClinic(db.stores).visit(1);
    const head = db.stores.audit.head();
    const raw = db.raw();
    raw.exec(`DROP TRIGGER audit_is_kept; DELETE FROM audit WHERE seq = ${head.seq}`);

    expect(db.stores.audit.verify().ok).toBe(true);
    expect(db.stores.audit.verify(head)).toEqual({ ok: false, seq: head.seq, fault: 'tailMissing' });
  });
});

describe('a connection after an I/O error', () => {
  it('opens the file anew before its next use, with every statement', () => {
    const raw = db.raw();
    let opens = 0;
    const connection = new Connection(raw, () => {
      opens++;
      return { ok: true, database: db.raw() };
    });
    const fail = () => {
      throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');
    };
    expect(connection.get('SELECT 1 AS one')).toEqual({ one: 1 });

    expect(() => connection.write(fail)).toThrow(/I\/O/);

    expect(connection.get('SELECT 1 AS one')).toEqual({ one: 1 });
    expect(connection.write(() => connection.run('DELETE FROM drafts'))).toBe(0);
    expect(opens).toBe(1);
    expect(raw.open).toBe(false);
  });

  it('tells of a damaged page, and of a commit only when it is whole', () => {
    const events: string[] = [];
    const connection = new Connection(db.raw(), () => ({ ok: true, database: db.raw() }), {
      committed: () => events.push('committed'),
      damaged: (code) => events.push(code),
    });

    connection.write(() => connection.write(() => connection.run('DELETE FROM drafts')));
    expect(() =>
      connection.write(() => {
        throw new Database.SqliteError('malformed', 'SQLITE_CORRUPT_VTAB');
      }),
    ).toThrow();

    expect(events).toEqual(['committed', 'SQLITE_CORRUPT_VTAB']);
  });
});

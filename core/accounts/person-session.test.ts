import { beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../app-parts.ts';
import { defaultSettings } from '../contract/destination.ts';
import { silentLog } from '../host/ports.ts';
import type { AuditEntry, SettingsStore } from '../host/stores.ts';
import { createManualClock } from '../transport/testing/manual-clock.ts';
import { createPersonSession, lookMs, type PersonSession } from './person-session.ts';
import type { AccountStore } from './ports.ts';

const minute = 60_000;
const nurse: SignedIn = { accountId: 2, name: 'Huda', role: 'nurse' };
const admin: SignedIn = { accountId: 1, name: 'Mariam', role: 'admin' };

let manual: ReturnType<typeof createManualClock>;
/** How far the wall clock stands from the monotonic one. */
let wallAheadMs: number;
let minutes: '1' | '10' | '15';
let told: string[];
let audited: string[];
let stored: { role: 'nurse' | 'admin'; disabled: boolean } | null;
let breaks: boolean;
let session: PersonSession;

beforeEach(() => {
  manual = createManualClock();
  wallAheadMs = 0;
  minutes = '10';
  told = [];
  audited = [];
  stored = null;
  breaks = false;
  session = createPersonSession(
    {
      accounts: {
        byId: (id: number) => stored ?? { role: id === 1 ? 'admin' : 'nurse', disabled: false },
      } as AccountStore,
      audit: {
        append({ action, actor, detail }: AuditEntry) {
          if (breaks) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
          audited.push(`${action} ${actor} ${detail}`.trim());
        },
        latest: () => [],
      },
      clock: { ...manual, nowMs: () => manual.nowMs() + wallAheadMs },
      log: silentLog,
      settings: { get: () => ({ ...defaultSettings, idleLockMinutes: minutes }) } as SettingsStore,
    },
    { changed: () => told.push('changed'), lockIn: (ms) => told.push(`lockIn ${Math.round(ms / 1000)}`) },
  );
});

/** Time passes with every timer that falls into it. */
function pass(ms: number): void {
  for (let gone = 0; gone < ms; gone += 1000) manual.advance(Math.min(1000, ms - gone));
}

describe('a session that nobody is at', () => {
  it('says so a minute before, and is locked after ten minutes', () => {
    session.become(nurse);
    told = [];

    pass(9 * minute - 1000);
    expect(told).toEqual([]);
    pass(lookMs + 1000);
    expect(told).toEqual(['lockIn 60']);
    expect(session.signedIn).toEqual(nurse);
    pass(minute);

    expect(session.signedIn).toBeNull();
    expect(session.locked).toMatchObject({ who: nurse, why: 'idle' });
    expect(told.slice(1)).toEqual(['lockIn 0', 'changed']);
    expect(audited).toEqual(['session.lock account:2 why=idle']);
  });

  it('waits anew with every sign of somebody', () => {
    session.become(nurse);
    for (let times = 0; times < 5; times += 1) {
      pass(9 * minute);
      session.active();
    }

    expect(session.signedIn).toEqual(nurse);
  });

  it('follows the setting of this PC, also when it changes meanwhile', () => {
    session.become(nurse);
    pass(2 * minute);
    expect(session.signedIn).toEqual(nurse);
    minutes = '1';
    pass(lookMs);

    expect(session.locked?.why).toBe('idle');
  });

  it('is locked at its next use although its timer never ran', () => {
    session.become(nurse);
    wallAheadMs = 11 * minute;

    expect(session.signedIn).toBeNull();
  });

  it('is locked when the PC slept, whichever clock tells of it', () => {
    session.become(nurse);
    wallAheadMs = 8 * 3_600_000;
    pass(lookMs);
    expect(told.at(-1)).toBe('changed');
    expect(session.locked?.why).toBe('idle');
  });

  it('is not kept open by a clock that was set back', () => {
    session.become(nurse);
    wallAheadMs = -24 * 3_600_000;
    pass(10 * minute + lookMs);

    expect(session.locked?.why).toBe('idle');
  });

  it('is locked although the trail cannot be written', () => {
    session.become(nurse);
    breaks = true;
    session.lock('system');

    expect(session.signedIn).toBeNull();
  });
});

describe('a locked session', () => {
  it('goes on with the same person, and ends with another', () => {
    session.become(nurse);
    session.lock('system');
    session.become(nurse);
    expect(audited).toEqual(['session.lock account:2 why=system']);
    session.lock('person');
    session.become(admin);

    expect(session.signedIn).toEqual(admin);
    expect(audited.at(-1)).toBe('session.signOut account:2 next=1');
  });

  it('takes the last letters of a draft for two seconds', () => {
    session.become(nurse);
    session.lock('system');
    manual.advance(1900);
    expect(session.justLocked).toEqual(nurse);
    manual.advance(200);

    expect(session.justLocked).toBeNull();
  });

  it('does not know who was there once another has begun', () => {
    session.become(nurse);
    session.lock('person');
    session.become(admin);

    expect(session.justLocked).toBeNull();
  });
});

describe('the session of an account that changes', () => {
  it.each([
    ['was closed', { role: 'nurse', disabled: true }],
    ['has another role now', { role: 'admin', disabled: false }],
  ] as const)('ends when it %s', (_, now) => {
    session.become(nurse);
    stored = now;
    pass(lookMs);

    expect([session.signedIn, session.locked]).toEqual([null, null]);
  });
});

describe('a confirmation', () => {
  it('holds for five minutes after its last use and fifteen at most', () => {
    session.become(admin);
    expect(session.confirmed).toBe(true);
    pass(5 * minute);
    expect(session.confirmed).toBe(false);

    session.confirm();
    for (let times = 0; times < 4; times += 1) {
      pass(3.5 * minute);
      session.active();
      expect(session.confirmed).toBe(true);
      session.confirmationUsed();
    }
    pass(1.5 * minute);
    expect(session.confirmed).toBe(false);
  });

  it('ends with a lock, and unlocking is a new one', () => {
    session.become(admin);
    session.lock('person');
    expect(session.confirmed).toBe(false);
    session.become(admin);

    expect(session.confirmed).toBe(true);
  });

  it('is not prolonged by a clock that was set back', () => {
    session.become(admin);
    wallAheadMs = -24 * 3_600_000;
    pass(5 * minute);

    expect(session.confirmed).toBe(false);
  });
});

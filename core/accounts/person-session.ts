import type { AppParts, Caller, SignedIn } from '../app-parts.ts';
import type { LockReason } from '../contract/session.ts';
import { elapsedMs, type Moment, momentOf } from '../host/elapsed.ts';
import { codeOf } from '../host/error-code.ts';
import { type Cancel, logCode } from '../host/ports.ts';

const minuteMs = 60_000;

/** An administrator's password holds so long after it was last made use of, and never longer than the second figure. */
export const confirmedIdleMs = 5 * minuteMs;
export const confirmedAtMostMs = 15 * minuteMs;

/** So long before the lock it is said. */
export const warnBeforeMs = minuteMs;

/** How often an open session is looked at: a PC that slept is locked this soon after it woke, whatever its timers did. */
export const lookMs = 5000;

/** What was typed in the half second before a lock is still taken, for the draft of whoever typed it. */
export const lateDraftMs = 2000;

export interface Locked {
  readonly who: SignedIn;
  readonly why: LockReason;
}

/** One window's session: who works, whether they are there, and whether they proved it lately. */
export interface PersonSession extends Caller {
  /** Who was working when it was locked; `signedIn` is null then. */
  readonly locked: Locked | null;
  /** Whoever was locked out a moment ago, for the draft that was on its way. */
  readonly justLocked: SignedIn | null;
  /** Whether the own secret was given within the last minutes. */
  readonly confirmed: boolean;
  /** The own secret was given; signing in and unlocking count as that. */
  confirm(): void;
  /** What asks again made use of the confirmation. */
  confirmationUsed(): void;
  lock(why: LockReason): void;
  /** Somebody is there. */
  active(): void;
  /** Ends the session where its account was closed or has another role now. */
  recheck(): void;
  /** Stops its timer. */
  close(): void;
}

export interface SessionListener {
  /** Who is working has changed. */
  changed(): void;
  /** It is locked in so many milliseconds, or has been (0). */
  lockIn(ms: number): void;
}

type Parts = Pick<AppParts, 'accounts' | 'audit' | 'clock' | 'log' | 'settings'>;

interface Open {
  readonly who: SignedIn;
  seen: Moment;
  warned: boolean;
  proved: { readonly since: Moment; used: Moment } | null;
}

/** Makes the session of a window, signed out. Its times run on the clock of the application. */
export function createPersonSession(parts: Parts, tell: SessionListener): PersonSession {
  const { accounts, audit, clock, log, settings } = parts;
  let open: Open | null = null;
  let locked: (Locked & { readonly at: Moment }) | null = null;
  let cancel: Cancel = () => {};
  let closed = false;
  let limitMs = 10 * minuteMs;

  function watch(): void {
    cancel();
    if (!open || closed) return;
    cancel = clock.after(lookMs, () => {
      try {
        limitMs = Number(settings.get().idleLockMinutes) * minuteMs;
        recheck();
      } catch (error) {
        // A database that cannot be read for a moment must not keep a window open.
        log.warn('session.notRead', { code: logCode(codeOf(error)) });
      }
      look();
      watch();
    });
  }

  /** Locks a session that nobody is at. Asked with every use, so that a late timer lets nothing through. */
  function look(): void {
    if (!open) return;
    const leftMs = limitMs - elapsedMs(clock, open.seen);
    if (leftMs <= 0) lock('idle');
    else if (leftMs <= Math.min(warnBeforeMs, limitMs / 2) && !open.warned) {
      open.warned = true;
      tell.lockIn(Math.round(leftMs));
    }
  }

  function lock(why: LockReason): void {
    if (!open) return;
    const { who } = open;
    open = null;
    locked = { who, why, at: momentOf(clock) };
    cancel();
    note(who, 'session.lock', `why=${why}`);
    tell.lockIn(0);
    tell.changed();
  }

  /** A trail that cannot be written must not keep a window open. */
  function note(who: SignedIn, action: 'session.lock' | 'session.signOut', detail: string): void {
    try {
      audit.append({
        at: clock.nowMs(),
        actor: `account:${who.accountId}`,
        action,
        subject: `account:${who.accountId}`,
        outcome: 'ok',
        detail,
      });
    } catch (error) {
      log.error('session.notAudited', { code: logCode(codeOf(error)) });
    }
  }

  function become(who: SignedIn | null): void {
    const before = open?.who ?? locked?.who ?? null;
    if (before && before.accountId !== who?.accountId) {
      note(before, 'session.signOut', who ? `next=${who.accountId}` : '');
    }
    const now = momentOf(clock);
    limitMs = Number(settings.get().idleLockMinutes) * minuteMs;
    open = who && { who, seen: now, warned: false, proved: { since: now, used: now } };
    locked = null;
    watch();
    tell.changed();
  }

  function recheck(): void {
    const who = open?.who ?? locked?.who;
    if (!who) return;
    const account = accounts.byId(who.accountId);
    if (!account || account.disabled || account.role !== who.role) become(null);
  }

  return {
    get signedIn() {
      look();
      return open?.who ?? null;
    },
    get locked() {
      look();
      return locked;
    },
    get justLocked() {
      return locked && clock.monotonicMs() - locked.at.monotonicMs < lateDraftMs ? locked.who : null;
    },
    get confirmed() {
      const proved = open?.proved;
      if (!proved) return false;
      return (
        elapsedMs(clock, proved.since) < confirmedAtMostMs && elapsedMs(clock, proved.used) < confirmedIdleMs
      );
    },
    become,
    confirm() {
      const now = momentOf(clock);
      if (open) open.proved = { since: now, used: now };
    },
    confirmationUsed() {
      if (open?.proved) open.proved.used = momentOf(clock);
    },
    lock,
    active() {
      look();
      if (!open) return;
      open.seen = momentOf(clock);
      open.warned = false;
    },
    recheck,
    close() {
      closed = true;
      cancel();
    },
  };
}

import type { AppParts } from '../app-parts.ts';
import type { AuditAction } from '../contract/audit.ts';
import { momentOf } from '../host/elapsed.ts';
import { codeOf } from '../host/error-code.ts';
import { type Cancel, logCode } from '../host/ports.ts';
import type { AuditEntry } from '../host/stores.ts';
import { keptBreak, noteChainCheck } from './chain-state.ts';
import { followChain } from './follow-chain.ts';

/** How often the two clocks are held against each other, and how far apart they must have moved. */
export const clockLookMs = 30_000;
export const clockJumpMs = 60_000;

/** The chain is followed once the start has better things behind it. */
export const verifyAfterMs = 10_000;

type Parts = Pick<AppParts, 'audit' | 'auditTrail' | 'clock' | 'log' | 'machine' | 'settings' | 'version'>;

/** What the program itself writes to the audit trail. */
export interface ProgramLog {
  start(): void;
  stop(): void;
}

/**
 * Start, end and jumps of the clock, by nobody's hand; and whether the trail was still whole at the start. A trail that cannot
 * be written keeps nothing from running: the log says so. `onFound` is called when alerts may have
 * changed by what the check found.
 */
export function createProgramLog(parts: Parts, onFound: () => void): ProgramLog {
  const { audit, clock, log, machine, version } = parts;
  let cancels: readonly Cancel[] = [];
  let cancelLook: Cancel = () => {};
  let last = momentOf(clock);
  let running = false;

  function write(action: AuditAction, subject: string, outcome: AuditEntry['outcome'], detail: string): void {
    try {
      audit.append({ at: clock.nowMs(), actor: 'system', action, subject, outcome, detail });
    } catch (error) {
      log.error('program.notAudited', { code: logCode(codeOf(error)) });
    }
  }

  function lookAtClock(): void {
    const now = momentOf(clock);
    const jumpMs = Math.round(now.nowMs - last.nowMs - (now.monotonicMs - last.monotonicMs));
    last = now;
    if (Math.abs(jumpMs) < clockJumpMs) return;
    log.warn('clock.jumped', { byMs: jumpMs });
    write('clock.jump', 'clock', 'ok', `byMs=${jumpMs}`);
  }

  function every(): void {
    cancelLook = clock.after(clockLookMs, every);
    lookAtClock();
  }

  async function verify(): Promise<void> {
    try {
      const check = await followChain(parts, () => running);
      if (!check || !running) return;
      // A start that finds what it should find writes nothing.
      if (check.ok && keptBreak(parts) === null) return;
      if (!check.ok) log.error('audit.broken', { seq: check.seq, fault: logCode(check.fault) });
      noteChainCheck(parts, check, { actor: 'system', action: check.ok ? 'audit.verify' : 'audit.broken' });
      onFound();
    } catch (error) {
      log.error('audit.notVerified', { code: logCode(codeOf(error)) });
    }
  }

  return {
    start() {
      running = true;
      last = momentOf(clock);
      write('app.start', 'app', 'ok', `version=${version}`);
      every();
      cancels = [
        () => cancelLook(),
        clock.after(verifyAfterMs, () => void verify()),
        // While the PC sleeps only one of the clocks may run: that is no jump.
        machine.onResume(() => {
          last = momentOf(clock);
        }),
      ];
    },
    stop() {
      if (!running) return;
      running = false;
      for (const cancel of cancels) cancel();
      write('app.stop', 'app', 'ok', '');
    },
  };
}

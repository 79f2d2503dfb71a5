import type { AppParts } from '../app-parts.ts';
import type { Alert } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';
import { alertsOf } from './alerts.ts';
import { healthView, lineFacts } from './health-view.ts';
import { createNoticeBoard, type Notice } from './notices.ts';
import { createOutageWatch } from './outages.ts';
import { statusOf } from './status.ts';

const lookMs = 30_000;

/** Looks after what nobody looks at: outages, alerts, notices, and the status file for a fleet. */
export interface HealthWatch {
  start(): void;
  /** Looks at once: something changed. */
  changed(): void;
  stop(): void;
  onNotice(listener: (notice: Notice) => void): Cancel;
}

/** Makes the watch; it also looks every 30 s by itself, because a sender that stands still says nothing. */
export function createHealthWatch(
  parts: Pick<
    AppParts,
    'queue' | 'health' | 'storage' | 'clock' | 'managed' | 'log' | 'version' | 'writeStatus'
  >,
  drainer: Pick<Drainer, 'status' | 'links'>,
  onAlerts: (alerts: readonly Alert[]) => void,
): HealthWatch {
  const { clock, log } = parts;
  const listeners = new Set<(notice: Notice) => void>();
  const tell = (notice: Notice) => {
    for (const listener of listeners) listener(notice);
  };
  const outages = createOutageWatch(parts, drainer, tell);
  const board = createNoticeBoard(parts, tell);
  let cancel: Cancel = () => {};
  let running = false;

  function look(): void {
    if (!running) return;
    outages.look();
    const facts = lineFacts(parts, drainer);
    const alerts = alertsOf(facts);
    board.look({ failed: facts.failed, alerts });
    onAlerts(alerts);
  }

  function round(): void {
    cancel = clock.after(lookMs, round);
    try {
      look();
      parts.writeStatus(statusOf(healthView(parts, drainer), parts.version, clock.nowMs()));
    } catch (error) {
      log.warn('health.roundFailed', { code: logCode(codeOf(error)) });
    }
  }

  return {
    start() {
      running = true;
      round();
    },
    changed: look,
    stop() {
      cancel();
      outages.stop();
      if (!running) return;
      running = false;
      try {
        parts.writeStatus(statusOf(healthView(parts, drainer), parts.version, clock.nowMs()));
      } catch (error) {
        log.warn('health.roundFailed', { code: logCode(codeOf(error)) });
      }
    },
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

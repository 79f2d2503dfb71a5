import type { AppParts } from '../app-parts.ts';
import type { Activity, Alert } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';
import { activityView } from './activity.ts';
import { alertsOf } from './alerts.ts';
import { healthView, lineFacts } from './health-view.ts';
import { createNoticeBoard, type Notice } from './notices.ts';
import { createOutageWatch } from './outages.ts';
import { statusOf } from './status.ts';

const lookMs = 30_000;

/** What the status file tells of the last hours is read this often: it changes slowly and costs more than counters. */
const activityEveryMs = 5 * 60_000;
const activityHours = 24;

/** Looks after what nobody looks at: outages, alerts, notices, and the status file for a fleet. */
export interface HealthWatch {
  start(): void;
  /** Looks at once: something changed. */
  changed(): void;
  /** `speaks` is whether the status file may still be written: not by one that only looked on while another process sends. */
  stop(speaks: boolean): void;
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
  let activity: { readonly at: number; readonly view: Activity } | null = null;

  function writeStatus(): void {
    const now = clock.nowMs();
    const atMs = clock.monotonicMs();
    if (!activity || atMs - activity.at >= activityEveryMs)
      activity = { at: atMs, view: activityView(parts, activityHours) };
    parts.writeStatus(statusOf(healthView(parts, drainer), activity.view, parts.version, now));
  }

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
      // The file speaks for the PC: the process that sends writes it, not one that looks on.
      if (drainer.status().state !== 'standby') writeStatus();
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
    stop(speaks) {
      cancel();
      outages.stop();
      if (!running) return;
      running = false;
      try {
        activity = null;
        if (speaks) writeStatus();
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

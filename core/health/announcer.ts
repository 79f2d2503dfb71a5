import type { AppParts, Client, TrayView } from '../app-parts.ts';
import type { EventName } from '../contract/channel-names.ts';
import type { EventPayload } from '../contract/channels.ts';
import type { Alert } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';
import { countsView } from '../queue/queue-views.ts';
import { sendingRests, trayView } from './tray-view.ts';

/** Pushes at most this often; what happens in between is in the next one. */
const quietMs = 250;

/** Tells every window and the tray what changed, after the commit. */
export interface Announcer {
  /** Something in the queue changed and is committed. */
  changed(): void;
  /** Grows with every change; a window drops what is older than what it shows. */
  rev(): number;
  /** The alerts that stand now; told when they are others than before. */
  alerts(alerts: readonly Alert[]): void;
  /** How far an operation on many messages is. */
  progress(progress: EventPayload<'operation:progress'>): void;
  readonly on: Client['on'];
  tray(): TrayView;
  onTray(listener: (view: TrayView) => void): Cancel;
  /** Says nothing more: the database is about to close. */
  stop(): void;
}

type Listener = (payload: never) => void;

/** Makes the announcer and lets the drainer's changes flow through it. */
export function createAnnouncer(
  parts: Pick<AppParts, 'queue' | 'clock' | 'log'>,
  drainer: Drainer,
): Announcer {
  const { clock, log } = parts;
  const listeners = new Map<EventName, Set<Listener>>();
  const trayListeners = new Set<(view: TrayView) => void>();
  const sending = new Set<number>();
  let sentOfRun = 0;
  let revision = clock.nowMs();
  let pushPending = false;
  let stopped = false;
  let toldAlerts = '';
  let standing: readonly Alert[] = [];

  const emit = <E extends EventName>(event: E, payload: EventPayload<E>) => {
    for (const listener of listeners.get(event) ?? [])
      (listener as (payload: EventPayload<E>) => void)(payload);
  };
  const tray = () => {
    const facts = {
      counts: countsView(parts, revision),
      links: drainer.links(),
      sending: sending.size,
      alerts: standing,
      now: clock.nowMs(),
    };
    if (sendingRests(facts)) sentOfRun = 0;
    return trayView({ ...facts, sentOfRun });
  };
  const push = () => {
    if (stopped) return;
    pushPending = false;
    try {
      tellAll();
    } catch (error) {
      // A database that cannot be read for a moment: the next change tells it all.
      log.warn('push.failed', { code: logCode(codeOf(error)) });
    }
  };
  const tellAll = () => {
    emit('queue:changed', { rev: revision, counts: countsView(parts, revision) });
    // With it the line: when a message was last accepted is part of both.
    emit('network', { links: [...drainer.links()] });
    const view = tray();
    for (const listener of trayListeners) listener(view);
  };
  const changed = () => {
    revision += 1;
    if (pushPending) return;
    pushPending = true;
    clock.after(quietMs, push);
  };

  drainer.onChange((change) => {
    switch (change.kind) {
      case 'message':
        if (change.state === 'sending') sending.add(change.messageId);
        else sending.delete(change.messageId);
        if (change.state === 'sent') sentOfRun += 1;
        break;
      case 'link':
        break;
      case 'status':
        emit('drainer', drainer.status());
        break;
    }
    changed();
  });

  return {
    changed,
    alerts(alerts) {
      const text = JSON.stringify(alerts);
      if (text === toldAlerts) return;
      toldAlerts = text;
      standing = alerts;
      emit('alerts', { alerts: [...alerts] });
      for (const listener of trayListeners) listener(tray());
    },
    progress: (progress) => emit('operation:progress', progress),
    rev: () => revision,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, set.add(listener as Listener));
      return () => set.delete(listener as Listener);
    },
    tray,
    onTray(listener) {
      trayListeners.add(listener);
      return () => trayListeners.delete(listener);
    },
    stop() {
      stopped = true;
    },
  };
}

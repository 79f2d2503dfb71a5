import type { AppParts } from '../app-parts.ts';
import type { Link } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';

/** A shorter outage is written down and told to nobody: a router that starts anew is no news. */
const toldAfterMs = 2 * 60_000;

export type OutageNotice =
  | { readonly kind: 'outageStarted'; readonly destination: string }
  | { readonly kind: 'outageEnded'; readonly destination: string };

/** Outages of the destinations: written down with their start and end, and told once at each end when they last. */
export interface OutageWatch {
  /** Looks at the lines again; called whenever one may have changed. */
  look(): void;
  stop(): void;
}

interface Ongoing {
  readonly destination: string;
  told: boolean;
  cancel: Cancel;
}

/**
 * Watches the lines of the process that sends. An outage is a line that cannot deliver for a reason of its own (offline,
 * unreachable, or paused by a problem); it ends with a line that works. What a person paused is no outage.
 */
export function createOutageWatch(
  parts: Pick<AppParts, 'health' | 'clock' | 'log'>,
  drainer: Pick<Drainer, 'links' | 'status'>,
  tell: (notice: OutageNotice) => void,
): OutageWatch {
  const { health, clock, log } = parts;
  const ongoing = new Map<string, Ongoing>();
  let began = false;

  function look(): void {
    if (drainer.status().state !== 'running') return;
    try {
      // An outage that the last run saw and did not see end: nobody watched since, so it ends where this one begins.
      if (!began) health.endOutage(null, clock.nowMs());
      began = true;
      const links = drainer.links();
      for (const link of links) note(link);
      for (const id of ongoing.keys())
        if (!links.some(({ destinationId }) => destinationId === id)) ended(id);
    } catch (error) {
      // A database that cannot be written for a moment must not stop the sending that told us.
      log.warn('outage.notNoted', { code: logCode(codeOf(error)) });
    }
  }

  function note(link: Link): void {
    const known = ongoing.get(link.destinationId);
    if (isDown(link) && !known) started(link);
    if (link.state === 'connected' && known) ended(link.destinationId);
  }

  function started({ destinationId, name, problem, since }: Link): void {
    health.startOutage(destinationId, problem ?? 'NET_UNREACHABLE', since ?? clock.nowMs());
    const outage: Ongoing = { destination: name, told: false, cancel: () => {} };
    outage.cancel = clock.after(toldAfterMs, () => {
      outage.told = true;
      tell({ kind: 'outageStarted', destination: name });
    });
    ongoing.set(destinationId, outage);
  }

  function ended(destinationId: string): void {
    health.endOutage(destinationId, clock.nowMs());
    const outage = ongoing.get(destinationId);
    outage?.cancel();
    ongoing.delete(destinationId);
    if (outage?.told) tell({ kind: 'outageEnded', destination: outage.destination });
  }

  return {
    look,
    stop() {
      for (const { cancel } of ongoing.values()) cancel();
    },
  };
}

/** Whether a line cannot deliver for a reason that is not a person's. */
export function isDown({ state, problem }: Pick<Link, 'state' | 'problem'>): boolean {
  return state === 'offline' || state === 'unreachable' || (state === 'paused' && problem !== null);
}

import type { Activity, Health } from '../contract/health.ts';

/** Grows when a field changes its meaning or goes; new fields do not count. */
export const statusFormat = 1;

/**
 * The status file: what IT collects from a fleet with what it already has (docs/operations.md). Counts, codes and times; names
 * of destinations, none of people. `unsent` is what a PC must not lose: everything that is neither sent nor replaced.
 */
export interface Status {
  readonly format: typeof statusFormat;
  readonly version: string;
  readonly writtenAt: string;
  readonly unsent: number;
  readonly sender: Health['drainer']['state'];
  readonly lastCycleAt: string | null;
  readonly oldestUnsentAt: string | null;
  readonly states: Health['states'];
  readonly reasons: Health['reasons'];
  readonly success: Health['success'];
  readonly alerts: readonly {
    readonly code: string;
    readonly level: string;
    readonly since: string | null;
  }[];
  readonly destinations: readonly {
    readonly name: string;
    readonly state: string;
    readonly problem: string | null;
    readonly since: string | null;
    readonly lastAcceptedAt: string | null;
    /** True where messages leave the PC without encryption. */
    readonly plain: boolean;
    readonly clientCertificateEndsAt: string | null;
  }[];
  readonly freeBytes: number | null;
  /** The last 24 hours by the hour, those without any event left out; the current one up to the last few minutes. */
  readonly hours: readonly (Omit<Activity['hours'][number], 'hour'> & { readonly hour: string })[];
  /** Of the last 24 hours and those that last, newest first. */
  readonly outages: readonly {
    readonly destination: string;
    readonly problem: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
  }[];
}

/** Health as the status file has it; times as ISO 8601 in UTC. */
export function statusOf(
  health: Health,
  activity: Pick<Activity, 'hours' | 'outages'>,
  version: string,
  now: number,
): Status {
  const { drainer, states } = health;
  return {
    format: statusFormat,
    version,
    writtenAt: new Date(now).toISOString(),
    unsent: (states.pending ?? 0) + (states.sending ?? 0) + (states.failed ?? 0),
    sender: drainer.state,
    lastCycleAt: iso(drainer.lastCycleAt),
    oldestUnsentAt: iso(health.oldestPendingAt),
    states,
    reasons: health.reasons,
    success: health.success,
    alerts: health.alerts.map(({ code, level, since }) => ({ code, level, since: iso(since) })),
    destinations: health.links.map((link) => ({
      name: link.name,
      state: link.state,
      problem: link.problem,
      since: iso(link.since),
      lastAcceptedAt: iso(link.lastAcceptedAt),
      plain: link.plain === true,
      clientCertificateEndsAt: iso(link.certificateEndsAt ?? null),
    })),
    freeBytes: health.disk?.freeBytes ?? null,
    hours: activity.hours.map((each) => ({ ...each, hour: new Date(each.hour).toISOString() })),
    outages: activity.outages.map(({ destination, problem, startedAt, endedAt }) => ({
      destination,
      problem,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: iso(endedAt),
    })),
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

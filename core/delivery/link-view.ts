import type { Link } from '../contract/health.ts';
import type { ProblemCode } from '../contract/message.ts';
import type { Clock } from '../host/ports.ts';
import { leavesPlain, outsideHost, type Profile } from '../malaffi/profile.ts';
import type { Lane } from './lane.ts';
import type { DestinationRow, Pause } from './ports.ts';

/** What is known of the line to a destination. */
export interface LineFacts {
  readonly row: DestinationRow;
  readonly profile: Profile | null;
  readonly pause: Pause | null;
  readonly lanes: readonly Lane[];
  readonly receiverAheadMs: number | null;
  readonly clock: Clock;
  readonly mappingConfirmed: boolean;
  /** The last moment of the client certificate; null where none is set. */
  readonly certificateEndsAt: number | null;
}

type LineState = Pick<Link, 'state' | 'problem' | 'nextProbeAt'>;

/** The line as people see it: a pause before an outage, an outage of any lane before a connection of another. */
export function linkOf(facts: LineFacts, since: number | null): Link {
  const { row, profile, pause, lanes } = facts;
  const accepted = lanes.flatMap(({ lastAcceptedAt }) => (lastAcceptedAt === null ? [] : [lastAcceptedAt]));
  return {
    destinationId: row.id,
    name: row.name,
    ...lineState(facts),
    since,
    pausedUntil: pause?.until ?? null,
    lastAcceptedAt: accepted.length > 0 ? Math.max(...accepted) : null,
    receiverAheadMs: facts.receiverAheadMs,
    practice: profile?.kind === 'practice',
    practiceHost: profile?.kind === 'practice' ? outsideHost(profile) : null,
    folder: profile?.transport === 'folder',
    plain: profile !== null && leavesPlain(profile),
    certificateEndsAt: facts.certificateEndsAt,
    mapping:
      profile?.kind === 'practice' ? 'notNeeded' : facts.mappingConfirmed ? 'confirmed' : 'unconfirmed',
    processingId: profile?.processingId ?? 'T',
  };
}

/** The state of a line, also used to tell when it changed. */
export function lineState({ profile, pause, lanes, clock, mappingConfirmed }: LineFacts): LineState {
  if (profile?.processingId === 'P' && !mappingConfirmed)
    return { state: 'paused', problem: 'UNCONFIRMED', nextProbeAt: null };
  if (!profile) return { state: 'paused', problem: 'CONFIG', nextProbeAt: null };
  if (pause) return { state: 'paused', problem: pause.problem, nextProbeAt: null };
  if (lanes.length === 0) return { state: 'paused', problem: 'CONFIG', nextProbeAt: null };
  const down = lanes.find(({ circuit }) => circuit.open);
  if (down) {
    const problem: ProblemCode = down.circuit.problem ?? 'NET_UNREACHABLE';
    const probeAt = down.circuit.probeAt;
    const nextProbeAt =
      probeAt === null ? null : Math.round(clock.nowMs() + Math.max(0, probeAt - clock.monotonicMs()));
    return { state: problem === 'NET_OFFLINE' ? 'offline' : 'unreachable', problem, nextProbeAt };
  }
  return {
    state: lanes.some(({ connected }) => connected) ? 'connected' : 'unknown',
    problem: null,
    nextProbeAt: null,
  };
}

import type { Link } from '../contract/health.ts';
import { interfaces, type MessageState } from '../contract/message.ts';
import type { Clock, Log, Random } from '../host/ports.ts';
import { lanesOf, type Profile, parseProfile } from '../malaffi/profile.ts';
import { createDestinationGate } from './destination-gate.ts';
import { createLane, type Lane } from './lane.ts';
import { type LineFacts, lineState, linkOf } from './link-view.ts';
import { withholdLive } from './live-guard.ts';
import type { Address, DestinationRow, Outbox, SenderLease, Transport } from './ports.ts';

export interface LineOptions {
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly newControlId: () => string;
  readonly resolveAddress: (
    profile: Profile,
    name: 'ADT' | 'ORU' | 'PPR',
    destinationId: string,
  ) => Address | null;
  readonly sender: () => SenderLease | null;
  readonly onMessage: (messageId: number, state: MessageState) => void;
  readonly onLink: () => void;
}

/** One destination as it was configured when this was made: its lanes and its gate. A change of profile makes a new one. */
export interface DestinationLine {
  readonly row: DestinationRow;
  /** The same for the same profile, secret and address: a line need not be made anew. */
  readonly fingerprint: string;
  link(): Link;
  reload(row: DestinationRow): void;
  wake(): void;
  probe(): void;
  /** Another network: what may be the network's doing is tried again, without a connection of the old one. */
  networkChanged(): void;
  rest(forMs: number): void;
  clockJumped(): void;
  expire(now: number): void;
  stop(): Promise<void>;
  abort(): void;
}

/** Makes the lanes of a destination; a profile that cannot be read has none and says CONFIG. */
export function createDestinationLine(row: DestinationRow, options: LineOptions): DestinationLine {
  const { outbox, clock } = options;
  const parsed = parseProfile(row.profile);
  const profile = parsed.ok ? parsed.profile : null;
  const gate = createDestinationGate(row, outbox, () => {
    changed();
    // Lanes that waited for the probe of another one need not wait for the next tick.
    if (gate.pause === null) each((lane) => lane.wake());
  });
  const lanes: readonly Lane[] = profile ? lanesFor(profile, row, options, gate, () => changed()) : [];
  const addresses = profile ? interfaces.map((name) => options.resolveAddress(profile, name, row.id)) : [];
  const mappingConfirmed = addresses.some((address) => address?.live === true);
  const certificateEndsAt =
    addresses.find((address) => address?.certificateEndsAt !== undefined)?.certificateEndsAt ?? null;
  const facts = (): LineFacts => ({
    row,
    profile,
    pause: gate.pause,
    lanes,
    receiverAheadMs: gate.receiverAheadMs,
    clock,
    mappingConfirmed,
    certificateEndsAt,
  });
  let shown = lineState(facts());
  let since: number | null = null;

  function changed(): void {
    const before = shown;
    shown = lineState(facts());
    if (JSON.stringify(shown) === JSON.stringify(before)) return;
    // Another failed probe moves the time of the next one: the outage is the same and as old as it was.
    if (statusOf(shown.state) !== statusOf(before.state)) since = clock.nowMs();
    options.onLink();
  }
  const each = (act: (lane: Lane) => void) => {
    for (const lane of lanes) act(lane);
  };
  return {
    row,
    fingerprint: fingerprintOf(row, options),
    link: () => linkOf(facts(), since),
    reload(fresh) {
      gate.reload(fresh);
      changed();
      each((lane) => lane.wake());
    },
    wake: () => each((lane) => lane.wake()),
    probe() {
      gate.probeNow();
      each((lane) => lane.probe());
    },
    networkChanged() {
      gate.networkChanged();
      each((lane) => lane.probe());
    },
    clockJumped: () => gate.clockJumped(),
    rest: (forMs) => each((lane) => lane.rest(forMs)),
    expire(now) {
      const hours = profile?.expireAfterHours;
      if (hours !== undefined) outbox.expireOlderThan(row.id, now - hours * 3_600_000, now);
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
    abort: () => each((lane) => lane.abort()),
  };
}

/** No internet and no answer are one outage: a probe may find either. */
function statusOf(state: Link['state']): Exclude<Link['state'], 'offline' | 'unreachable'> | 'down' {
  return state === 'offline' || state === 'unreachable' ? 'down' : state;
}

/** What a line is made from, secrets included: for comparing only, never shown or logged. */
export function fingerprintOf(
  row: DestinationRow,
  { resolveAddress }: Pick<LineOptions, 'resolveAddress'>,
): string {
  const parsed = parseProfile(row.profile);
  if (!parsed.ok) return `unreadable ${row.profileVersion}`;
  const addresses = interfaces.map((name) => resolveAddress(parsed.profile, name, row.id));
  return JSON.stringify([row.profileVersion, row.profile, addresses]);
}

function lanesFor(
  profile: Profile,
  row: DestinationRow,
  options: LineOptions,
  gate: ReturnType<typeof createDestinationGate>,
  onLink: () => void,
): readonly Lane[] {
  const timeouts = {
    connectMs: profile.connectTimeoutMs,
    ackMs: profile.ackTimeoutMs,
    idleCloseMs: profile.idleCloseMs,
  };
  const reachable = lanesOf(row.id, profile).flatMap((key) => {
    const address = options.resolveAddress(profile, key.interfaces?.[0] ?? 'ADT', row.id);
    if (!address) return [];
    const transport = address.live ? options.transport : withholdLive(options.transport);
    return [{ key, address, transport }];
  });
  // What one lane has sent may be what a message of another one waited for.
  const onMessage = (messageId: number, state: MessageState) => {
    options.onMessage(messageId, state);
    if (lanes.length > 1 && state !== 'sending') for (const lane of lanes) lane.wake();
  };
  const lanes: readonly Lane[] = reachable.map((each) =>
    createLane({ ...options, ...each, profile, timeouts, gate, onLink, onMessage }),
  );
  return lanes;
}

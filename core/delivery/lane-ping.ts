import type { Clock } from '../host/ports.ts';
import { buildPing } from '../malaffi/ping.ts';
import type { Profile } from '../malaffi/profile.ts';
import { classifyReply, type Verdict } from './classify.ts';
import type { Connection } from './ports.ts';

export interface PingOptions {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly newControlId: () => string;
}

/** Sends the ping of the profile, which has one, and judges its answer as that of a message. */
export async function sendPing(connection: Connection, options: PingOptions): Promise<Verdict> {
  const { profile, clock, newControlId } = options;
  const ping = buildPing(profile, clock.nowMs(), newControlId());
  if (!ping) throw new Error('the profile names no ping');
  const reply = await connection.send(ping.bytes, ping.controlId);
  return classifyReply(reply, {
    controlId: ping.controlId,
    overrides: profile.outcomeOverrides,
    nowMs: clock.nowMs(),
    earlierAdtUnsent: () => false,
  });
}

import type { Client } from '../../core/app-parts.ts';
import type { ChannelOutput } from '../../core/contract/channels.ts';

const minuteMs = 60_000;

/**
 * Pauses every destination in the name of whoever is signed in; main refuses it to all but administrators, and writes down
 * who did it. `minutes` null lasts until somebody resumes.
 */
export async function pauseAll(
  client: Client,
  reason: string,
  minutes: number | null,
  now: number,
): Promise<void> {
  const listed = await client.call('destination.list', {});
  if (!listed.ok) return;
  const until = minutes === null ? null : now + minutes * minuteMs;
  // One that is paused for a problem keeps its reason.
  for (const { id, paused } of listed.value as ChannelOutput<'destination.list'>)
    if (!paused) await client.call('destination.pause', { id, reason, until });
}

/** Lifts the pauses that a person made, whoever is signed in. */
export async function resumeAll(client: Client): Promise<void> {
  const health = await client.call('health.get', {});
  if (!health.ok) return;
  for (const { destinationId: id, state, problem } of (health.value as ChannelOutput<'health.get'>).links)
    if (state === 'paused' && problem === null) await client.call('destination.resume', { id });
}

import { createApp } from '../../core/app.ts';
import { askToDrain } from '../../core/delivery/outside-changes.ts';
import { systemClock } from '../../core/transport/system-clock.ts';
import { openHost } from '../parts.ts';
import type { Outcome } from './exit-codes.ts';
import { hasData, managedSettingsOf, noData, type Site } from './site.ts';

const lookMs = 250;

/**
 * Sends what waits and returns when nothing does, or when the time is over. A process that sends already is asked to try
 * everything at once; where none does, this one becomes the sender for as long as it takes, and it takes over should the other
 * one end meanwhile. The rules of the application hold: a paused destination stays paused, nothing is sent twice for this.
 */
export async function drain(site: Site, timeoutSeconds: number): Promise<Outcome> {
  if (!hasData(site)) return noData;
  const opened = await openHost({ ...site, managed: managedSettingsOf(site), restores: false });
  if (!opened.ok) return { reason: 'DATA_CLOSED', message: opened.message, found: { code: opened.code } };
  const { host } = opened;
  const { parts } = host;
  const app = createApp({ ...parts, systemLog: null, readFeed: null });
  const sentBefore = parts.health.states().sent;
  const waiting = () => parts.health.states().pending + parts.health.states().sending;
  try {
    askToDrain(parts.settings, systemClock.nowMs());
    app.start();
    app.sendWaitingNow();
    const deadline = performance.now() + timeoutSeconds * 1000;
    while (waiting() > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    return outcomeOf();
  } finally {
    await app.stop();
    await host.close();
  }

  function outcomeOf(): Outcome {
    const { pending, sending, failed, sent } = parts.health.states();
    const found = {
      waiting: pending + sending,
      failed,
      sent: sent - sentBefore,
      reasons: parts.health.reasons(),
    };
    if (pending + sending > 0)
      return { reason: 'MESSAGES_LEFT', message: `${pending + sending} messages still wait.`, found };
    if (failed > 0)
      return {
        reason: 'NEEDS_PERSON',
        message: `Nothing waits, but ${failed} messages need a person.`,
        found,
      };
    return { reason: 'OK', message: 'Nothing waits.', found };
  }
}

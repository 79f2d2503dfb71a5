import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { activityView } from './activity.ts';
import type { ConnectionLog } from './connection-log.ts';
import { healthView } from './health-view.ts';

type Parts = Pick<AppParts, 'queue' | 'health' | 'storage' | 'clock' | 'audit' | 'managed'>;

/** How sending goes, and starting the sender anew. */
export function healthHandlers(
  parts: Parts,
  drainer: Pick<Drainer, 'status' | 'links' | 'start' | 'stop'>,
  checks: Pick<ConnectionLog, 'list'>,
): Pick<Handlers, 'health.get' | 'health.activity' | 'health.checks' | 'drainer.restart'> {
  return {
    'health.get': () => ok(healthView(parts, drainer)),
    'health.activity': ({ hours }) => ok(activityView(parts, hours)),
    'health.checks': () => ok([...checks.list()]),
    'drainer.restart': async (_, caller) => {
      // It was stopped on purpose, because what the file says cannot be trusted.
      if (parts.storage.damagedSince() !== null)
        return fail('CONFLICT', 'The data of this PC is damaged. Nothing is sent from it. Tell IT.');
      await drainer.stop();
      drainer.start();
      parts.audit.append({
        at: parts.clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'drainer.restart',
        subject: 'drainer',
        outcome: 'ok',
        detail: drainer.status().state,
      });
      return ok(drainer.status());
    },
  };
}

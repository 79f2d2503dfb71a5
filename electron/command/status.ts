import { systemClock } from '../../core/transport/system-clock.ts';
import { lookAtDatabase } from '../../db/look.ts';
import { keyProtection } from '../node-host/key-protection.ts';
import { statusPath } from '../node-host/status-file.ts';
import type { Outcome } from './exit-codes.ts';
import { managedOf, noData, readJsonObject, type Site } from './site.ts';

/** The heartbeat of a sender comes every 5 s, and another one takes over after 30 s. */
const silentAfterMs = 30_000;

/**
 * The status file with what the database says now, and whether anybody sends. It only looks: safe at any time, under any account
 * that may read the data folder.
 */
export async function status(site: Site): Promise<Outcome> {
  const written = readJsonObject(statusPath(site.dataDir));
  const look = lookAtDatabase(site.dataDir, await keyProtection(site.packaged, managedOf(site)));
  if (!look.ok && look.code === 'NONE' && written === null) return noData;
  const now = systemClock.nowMs();
  const writtenAt = typeof written?.writtenAt === 'string' ? Date.parse(written.writtenAt) : Number.NaN;
  const sender = look.ok ? look.sender : null;
  const liveness = {
    /** A process holds the right to send, lives, and said so lately. */
    sending: sender?.alive === true && Math.abs(now - sender.heartbeatAt) < silentAfterMs,
    senderHeartbeatAt: sender ? new Date(sender.heartbeatAt).toISOString() : null,
    statusAgeSeconds: Number.isNaN(writtenAt) ? null : Math.round((now - writtenAt) / 1000),
    database: look.ok ? 'open' : look.code,
  };
  const found = { ...written, ...(look.ok ? { unsent: look.unsent, states: look.states } : {}), liveness };
  if (!look.ok)
    return {
      reason: 'DATA_CLOSED',
      message: `The database does not open (${look.code}): what follows is the last status file.`,
      found,
    };
  const message = `${look.unsent} unsent; ${liveness.sending ? 'a sender runs' : 'no sender runs'}.`;
  return { reason: 'OK', message, found };
}

import type { Log } from '../../core/host/ports.ts';
import { logCode } from '../../core/host/ports.ts';
import type { Stores } from '../../db/open-stores.ts';

const periodMs = 10 * 60_000;
/** The start itself has better things to do; by then it is over. */
export const firstCheckpointMs = 3000;

/** What is looked after beside sending: room on the disk, backups, and the size of the write-ahead log. */
export type KeptStores = Pick<Stores, 'backups' | 'disk' | 'checkpoint'>;

/** One round: a backup when it is due and there is room for it, then a checkpoint. Nothing here may stop the sending. */
export function keepHouse(stores: KeptStores, log: Log, now: number): void {
  try {
    const { level, freeBytes } = stores.disk();
    if (level !== 'ok') log.warn('disk.low', { level: logCode(level), freeMb: Math.round(freeBytes / 1e6) });
    if (level !== 'full' && stores.backups.isDue(now)) {
      const made = stores.backups.create(now);
      if (made.ok) log.info('backup.made', { bytes: made.backup.bytes });
      else log.error('backup.failed', { code: logCode(made.code) });
    }
    stores.checkpoint();
  } catch (error) {
    failed(log, error);
  }
}

function failed(log: Log, error: unknown): void {
  log.error('house.failed', { code: logCode(error instanceof Error ? error.name : 'UNKNOWN') });
}

/**
 * Keeps house every ten minutes for as long as the host runs; the first round comes after one period. Soon after the start
 * there is only a checkpoint, which gives the log of the day its room.
 */
export function startHouseKeeping(stores: KeptStores, log: Log): { stop(): void } {
  const first = setTimeout(() => {
    try {
      stores.checkpoint();
    } catch (error) {
      failed(log, error);
    }
  }, firstCheckpointMs);
  const timer = setInterval(() => keepHouse(stores, log, Date.now()), periodMs);
  first.unref();
  timer.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

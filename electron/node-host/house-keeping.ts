import type { Log } from '../../core/host/ports.ts';
import { logCode } from '../../core/host/ports.ts';
import type { BackupMade } from '../../db/backup.ts';
import type { Stores } from '../../db/stores.ts';

const periodMs = 10 * 60_000;
const integrityEveryMs = 7 * 24 * 3_600_000;
const checkedKey = 'integrityCheckedAt';
/** The start itself has better things to do; by then it is over. */
export const firstCheckpointMs = 3000;

/** What is looked after beside sending: room on the disk, backups, and the size of the write-ahead log. */
export type KeptStores = Pick<Stores, 'backups' | 'disk' | 'checkpoint' | 'isWhole'> & {
  readonly settings: Pick<Stores['settings'], 'value' | 'setValue'>;
};

/**
 * One round: a backup when it is due and there is room for it, once a week a look at every page and index, then a checkpoint.
 * Nothing here may stop the sending, but a database that is found damaged: `onDamaged`.
 */
export async function keepHouse(
  stores: KeptStores,
  log: Log,
  now: number,
  onDamaged: () => void,
): Promise<void> {
  try {
    const { level, freeBytes } = stores.disk();
    if (level !== 'ok') log.warn('disk.low', { level: logCode(level), freeMb: Math.round(freeBytes / 1e6) });
    if (level !== 'full' && stores.backups.isDue(now))
      told(stores, log, await stores.backups.createBeside(now));
    await checkIntegrity(stores, log, now, onDamaged);
    stores.checkpoint();
  } catch (error) {
    failed(log, error);
  }
}

/** What an orderly exit leaves behind. A forced one (session end, update) has no time for it. */
export function backUpAtExit(stores: KeptStores, log: Log, now: number): void {
  try {
    if (stores.disk().level !== 'full' && stores.backups.isDueAtExit(now))
      told(stores, log, stores.backups.create(now));
  } catch (error) {
    failed(log, error);
  }
}

function told({ backups }: KeptStores, log: Log, made: BackupMade): void {
  if (made.ok) log.info('backup.made', { bytes: made.backup.bytes });
  else log.error('backup.failed', { code: logCode(made.code) });
  const fault = backups.second()?.fault ?? null;
  if (made.ok && fault !== null) log.warn('backup.notCopied', { code: logCode(fault) });
}

async function checkIntegrity(
  stores: KeptStores,
  log: Log,
  now: number,
  onDamaged: () => void,
): Promise<void> {
  const last = Number(stores.settings.value(checkedKey) ?? Number.NaN);
  // A clock that went back must not put the next look off for years.
  if (last <= now && now - last < integrityEveryMs) return;
  const started = performance.now();
  const whole = await stores.isWhole();
  const tookMs = Math.round(performance.now() - started);
  if (whole) {
    stores.settings.setValue(checkedKey, String(now));
    log.info('integrity.whole', { tookMs });
    return;
  }
  log.error('integrity.damaged', { tookMs });
  onDamaged();
}

function failed(log: Log, error: unknown): void {
  log.error('house.failed', { code: logCode(error instanceof Error ? error.name : 'UNKNOWN') });
}

/**
 * Keeps house every ten minutes for as long as the host runs; the first round comes after one period. Soon after the start
 * there is only a checkpoint, which gives the log of the day its room.
 */
export function startHouseKeeping(stores: KeptStores, log: Log, onDamaged: () => void): { stop(): void } {
  const first = setTimeout(() => {
    try {
      stores.checkpoint();
    } catch (error) {
      failed(log, error);
    }
  }, firstCheckpointMs);
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void keepHouse(stores, log, Date.now(), onDamaged).finally(() => {
      busy = false;
    });
  }, periodMs);
  first.unref();
  timer.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

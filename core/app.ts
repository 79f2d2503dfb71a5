import { createLockout } from './accounts/lockout.ts';
import type { App, AppParts, TrayView } from './app-parts.ts';
import { createProgramLog } from './audit/program-log.ts';
import { createViewLog } from './audit/view-log.ts';
import { createClients } from './connect.ts';
import { createDrainer } from './delivery/drainer.ts';
import { watchOutsideChanges } from './delivery/outside-changes.ts';
import { createHandlers } from './handlers.ts';
import { createAnnouncer } from './health/announcer.ts';
import { createConnectionLog, watchLines } from './health/connection-log.ts';
import { createEventReporter } from './health/event-reporter.ts';
import { healthView } from './health/health-view.ts';
import { createHealthWatch } from './health/health-watch.ts';
import { createControlIds } from './malaffi/control-id.ts';
import { practiceProfile } from './malaffi/profiles/practice.ts';
import { unmappedNumberLog } from './queue/unmapped-numbers.ts';
import { supportBundle } from './support/bundle.ts';
import { createUpdateCheck } from './updates/update-check.ts';

/**
 * The application: what it can do, whichever host it runs in. It owns the drainer, and tells windows and tray what changed
 * only after the commit. What may be asked is joined in `handlers.ts`; this page is what runs.
 */
export function createApp(given: AppParts): App {
  const { clock, destinations } = given;
  const checks = createConnectionLog(clock);
  if (destinations.list().length === 0) {
    // Messages need a receiver from the first save on; IT replaces this one.
    const profile = practiceProfile();
    destinations.save(null, profile.name, profile, undefined, 'system', clock.nowMs());
  }
  const updates = createUpdateCheck(given, () => watch.changed());
  const { parts, resolveAddress } = watchLines({ ...given, newerVersion: updates.newer }, checks);
  const newControlId = createControlIds({ ...parts, station: stationOf(parts) });
  const drainer = createDrainer({ ...parts, resolveAddress, newControlId });
  const announcer = createAnnouncer(parts, drainer);
  const watch = createHealthWatch(parts, drainer, announcer.alerts);
  // As often as the windows are told, not for each message.
  announcer.onTray(() => watch.changed());
  drainer.onChange(unmappedNumberLog(parts));
  // What a damaged file says of a message cannot be trusted: nothing more is sent from it.
  parts.storage.onDamaged(() => void drainer.stop().catch(() => parts.log.error('drainer.notStopped')));

  const diagnostics = () => supportBundle(parts, healthView(parts, drainer), checks.list());

  const reporter = createEventReporter(parts, drainer);
  const outside = watchOutsideChanges(parts, {
    onChange({ drain }) {
      afterSetup();
      announcer.changed();
      drainer.wake('configuration');
      if (drain) drainer.wake('retry');
    },
  });

  const lockout = createLockout(parts);
  const { handlers, afterSetup } = createHandlers(parts, {
    drainer,
    announcer,
    checks,
    lockout,
    resolveAddress,
    newControlId,
    watchChanged: () => watch.changed(),
    accountsChanged: () => clients.recheckAll(),
    diagnostics,
  });
  const clients = createClients({ ...parts, views: createViewLog(parts) }, handlers, announcer.on);
  const programLog = createProgramLog(parts, () => watch.changed());
  parts.machine.onSuspend(clients.lockAll);
  parts.machine.onPersonLeft(clients.lockAll);

  /** Whether this process speaks for the PC in the status file; asked while it still sends. */
  function beforeDrainer(): boolean {
    clients.close();
    lockout.stop();
    outside.stop();
    reporter.stop();
    updates.stop();
    return drainer.status().state !== 'standby';
  }

  function afterDrainer(speaks: boolean): void {
    programLog.stop();
    watch.stop(speaks);
    announcer.stop();
  }

  return {
    connect: clients.connect,
    start() {
      programLog.start();
      afterSetup();
      drainer.start();
      watch.start();
      outside.start();
      reporter.start();
      updates.start();
    },
    async stop() {
      const speaks = beforeDrainer();
      await drainer.stop();
      afterDrainer(speaks);
    },
    stopAtOnce() {
      const speaks = beforeDrainer();
      drainer.stopAtOnce();
      afterDrainer(speaks);
    },
    onTray(listener: (view: TrayView) => void) {
      listener(announcer.tray());
      return announcer.onTray(listener);
    },
    onNotice: watch.onNotice,
    sendWaitingNow: () => drainer.wake('retry'),
    diagnostics,
  };
}

/** This installation's part of every control id: drawn once, kept in the database. */
function stationOf({ settings, random }: Pick<AppParts, 'settings' | 'random'>): string {
  const known = settings.value('station');
  if (known) return known;
  const drawn = Math.floor(random() * 36 ** 4)
    .toString(36)
    .toUpperCase()
    .padStart(4, '0');
  settings.setValue('station', drawn);
  return drawn;
}

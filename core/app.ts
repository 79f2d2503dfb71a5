import { accountHandlers } from './accounts/accounts.ts';
import { createCheckSecret } from './accounts/check-secret.ts';
import { createLockout } from './accounts/lockout.ts';
import { signInHandlers } from './accounts/sign-in.ts';
import type { App, AppParts, Handlers, TrayView } from './app-parts.ts';
import { contextBuilder, messageBuilder } from './assessments/build-for-destinations.ts';
import { changeAssessmentHandlers } from './assessments/change-assessment.ts';
import { unbuiltCompleter } from './assessments/complete-unbuilt.ts';
import { draftHandlers } from './assessments/drafts.ts';
import { historyHandler } from './assessments/history.ts';
import { rebuildHandlers } from './assessments/rebuild.ts';
import { messageRebuilder } from './assessments/rebuild-message.ts';
import { saveAssessmentHandler } from './assessments/save-assessment.ts';
import { sendAgainHandler } from './assessments/send-again.ts';
import { visitPlanner } from './assessments/visit-planner.ts';
import { auditHandlers } from './audit/audit-handlers.ts';
import { createProgramLog } from './audit/program-log.ts';
import { createViewLog } from './audit/view-log.ts';
import { classHandlers } from './classes/classes.ts';
import { createClients } from './connect.ts';
import { createDrainer } from './delivery/drainer.ts';
import { watchOutsideChanges } from './delivery/outside-changes.ts';
import { clientCertificateHandlers } from './destinations/client-certificates.ts';
import { codeTableHandlers } from './destinations/code-table-handlers.ts';
import { destinationHandlers } from './destinations/destinations.ts';
import { createAnnouncer } from './health/announcer.ts';
import { createConnectionLog, watchLines } from './health/connection-log.ts';
import { createEventReporter } from './health/event-reporter.ts';
import { healthHandlers } from './health/health-handlers.ts';
import { healthView } from './health/health-view.ts';
import { createHealthWatch } from './health/health-watch.ts';
import { storageHandlers } from './health/storage-handlers.ts';
import { createControlIds } from './malaffi/control-id.ts';
import { practiceProfile } from './malaffi/profiles/practice.ts';
import { cancelHandlers } from './queue/cancel.ts';
import { exportHandler } from './queue/export.ts';
import { messageFieldsHandler } from './queue/message-fields.ts';
import { createOperations } from './queue/operations.ts';
import { queueViewHandlers } from './queue/queue-views.ts';
import { retryHandlers } from './queue/retry.ts';
import { unmappedNumberLog } from './queue/unmapped-numbers.ts';
import { documentHandler } from './reports/documents.ts';
import { endOfDayHandler } from './reports/end-of-day.ts';
import { fixTargetHandler } from './reports/fix-target.ts';
import { receiptHandler } from './reports/receipt.ts';
import { refusalHandlers } from './reports/refusals.ts';
import { rescueHandlers } from './rescue/rescue-handlers.ts';
import { rosterHandlers } from './roster/roster-import.ts';
import { growthHandlers } from './settings/growth-handlers.ts';
import { receiverNumberHandlers } from './settings/receiver-number-handlers.ts';
import { settingsHandlers } from './settings/settings.ts';
import { setupHandlers } from './setup/setup.ts';
import { addStudentHandler } from './students/add-student.ts';
import { changeStudentHandlers } from './students/change-student.ts';
import { mergeHandlers } from './students/merge-students.ts';
import { personContextBuilder } from './students/person-context.ts';
import { studentPlanner } from './students/student-planner.ts';
import { studentRecordHandler } from './students/student-record.ts';
import { studentHandlers } from './students/students.ts';
import { supportBundle } from './support/bundle.ts';
import { supportHandlers } from './support/support-handlers.ts';
import { createUpdateCheck } from './updates/update-check.ts';

/**
 * The application: what it can do, whichever host it runs in. It owns the drainer, and tells windows and tray what changed
 * only after the commit. Each handler lives in the room it is named for; this page only joins them.
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
  const links = () => drainer.links();

  const build = messageBuilder(parts, newControlId);
  const contextFor = contextBuilder(parts, newControlId);
  const personContextFor = personContextBuilder(parts, newControlId);
  const rebuild = messageRebuilder(parts, contextFor, personContextFor);
  const completeUnbuilt = unbuiltCompleter(parts, build, rebuild);
  const planVisit = visitPlanner(parts, contextFor);
  const planStudent = studentPlanner(parts, planVisit, contextFor, personContextFor);
  const afterEnqueue = () => {
    announcer.changed();
    drainer.wake('enqueue');
  };
  const afterStudentChange = () => {
    completeUnbuilt();
    afterEnqueue();
  };
  const afterSetup = () => {
    if (completeUnbuilt() > 0) afterEnqueue();
  };

  const diagnostics = () => supportBundle(parts, healthView(parts, drainer), checks.list());

  const configured = (destinationId: string) => {
    afterSetup();
    drainer.wake('configuration', destinationId);
    announcer.changed();
  };

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
  const handlers: Handlers = {
    ...signInHandlers(parts, createCheckSecret(parts, lockout)),
    ...accountHandlers(parts, lockout, () => {
      clients.recheckAll();
      afterSetup();
    }),
    ...studentHandlers(parts, afterSetup),
    ...classHandlers(parts),
    ...rosterHandlers(parts, afterSetup),
    ...draftHandlers(parts),
    ...historyHandler(parts, links),
    'assessment.save': saveAssessmentHandler(parts, build, links, afterEnqueue),
    ...rebuildHandlers(parts, rebuild, afterEnqueue),
    ...changeAssessmentHandlers(parts, planVisit, planStudent, links, afterStudentChange),
    ...sendAgainHandler(parts, rebuild, afterEnqueue),
    ...studentRecordHandler(parts),
    ...addStudentHandler(parts, afterSetup),
    ...changeStudentHandlers(parts, planStudent, contextFor, links, afterStudentChange),
    ...mergeHandlers(parts, planVisit, personContextFor, links, afterEnqueue),
    ...fixTargetHandler(parts),
    ...receiptHandler(parts, links),
    ...endOfDayHandler(parts, links),
    ...refusalHandlers(parts, links),
    ...documentHandler(parts),
    ...queueViewHandlers(parts, links, announcer.rev),
    ...messageFieldsHandler(parts),
    ...exportHandler(parts),
    ...retryHandlers(parts, createOperations(clock, announcer.progress), completeUnbuilt, () => {
      announcer.changed();
      drainer.wake('retry');
    }),
    ...cancelHandlers(parts, () => {
      announcer.changed();
      drainer.wake('configuration');
    }),
    ...destinationHandlers(parts, resolveAddress, newControlId, {
      configured,
      resumed(id) {
        drainer.probe(id);
        announcer.changed();
      },
      paused(id) {
        drainer.wake('configuration', id);
        announcer.changed();
      },
    }),
    ...clientCertificateHandlers(parts, configured),
    ...codeTableHandlers(parts, configured),
    ...healthHandlers(parts, drainer, checks),
    ...storageHandlers(parts, () => watch.changed()),
    ...rescueHandlers(parts, afterStudentChange),
    ...auditHandlers(parts, () => watch.changed()),
    ...setupHandlers(parts, afterSetup),
    ...supportHandlers(parts, diagnostics),
    ...settingsHandlers(parts, () => drainer.wake('retry')),
    ...receiverNumberHandlers(parts),
    ...growthHandlers(parts),
  };

  const clients = createClients({ ...parts, views: createViewLog(parts) }, handlers, announcer.on);
  const programLog = createProgramLog(parts, () => watch.changed());
  parts.machine.onSuspend(clients.lockAll);
  parts.machine.onPersonLeft(clients.lockAll);

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
      clients.close();
      lockout.stop();
      outside.stop();
      reporter.stop();
      updates.stop();
      const speaks = drainer.status().state !== 'standby';
      await drainer.stop();
      programLog.stop();
      watch.stop(speaks);
      announcer.stop();
    },
    stopAtOnce() {
      clients.close();
      lockout.stop();
      outside.stop();
      reporter.stop();
      updates.stop();
      const speaks = drainer.status().state !== 'standby';
      drainer.stopAtOnce();
      programLog.stop();
      watch.stop(speaks);
      announcer.stop();
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

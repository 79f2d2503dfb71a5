import { accountHandlers } from './accounts/accounts.ts';
import { createCheckSecret } from './accounts/check-secret.ts';
import type { Lockout } from './accounts/lockout.ts';
import { signInHandlers } from './accounts/sign-in.ts';
import type { AppParts, Handlers } from './app-parts.ts';
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
import { classHandlers } from './classes/classes.ts';
import type { Drainer } from './delivery/drainer.ts';
import type { ResolveAddress } from './destinations/address.ts';
import { clientCertificateHandlers } from './destinations/client-certificates.ts';
import { codeTableHandlers } from './destinations/code-table-handlers.ts';
import { destinationHandlers } from './destinations/destinations.ts';
import type { Announcer } from './health/announcer.ts';
import type { ConnectionLog } from './health/connection-log.ts';
import { healthHandlers } from './health/health-handlers.ts';
import { storageHandlers } from './health/storage-handlers.ts';
import { cancelHandlers } from './queue/cancel.ts';
import { exportHandler } from './queue/export.ts';
import { messageFieldsHandler } from './queue/message-fields.ts';
import { createOperations } from './queue/operations.ts';
import { queueViewHandlers } from './queue/queue-views.ts';
import { retryHandlers } from './queue/retry.ts';
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
import { supportHandlers } from './support/support-handlers.ts';

/** What runs beside the handlers: what they tell of a commit, and what they ask for their answers. */
export interface RunningParts {
  readonly drainer: Drainer;
  readonly announcer: Pick<Announcer, 'changed' | 'progress' | 'rev'>;
  readonly checks: ConnectionLog;
  readonly lockout: Lockout;
  readonly resolveAddress: ResolveAddress;
  readonly newControlId: () => string;
  /** Something that alerts stand for has changed. */
  readonly watchChanged: () => void;
  /** An account has changed: its sessions are looked at again. */
  readonly accountsChanged: () => void;
  readonly diagnostics: () => string;
}

/**
 * Joins every room's handlers, each of which lives in the room it is named for. `afterSetup` builds what waited for a school, a
 * student or a profile, whoever brought it.
 */
export function createHandlers(
  parts: AppParts,
  running: RunningParts,
): { readonly handlers: Handlers; readonly afterSetup: () => void } {
  const { drainer, announcer, checks, lockout, resolveAddress, newControlId, watchChanged } = running;
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

  const configured = (destinationId: string) => {
    afterSetup();
    drainer.wake('configuration', destinationId);
    announcer.changed();
  };

  const handlers: Handlers = {
    ...signInHandlers(parts, createCheckSecret(parts, lockout)),
    ...accountHandlers(parts, lockout, () => {
      running.accountsChanged();
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
    ...retryHandlers(parts, createOperations(parts.clock, announcer.progress), completeUnbuilt, () => {
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
    ...storageHandlers(parts, watchChanged),
    ...rescueHandlers(parts, afterStudentChange),
    ...auditHandlers(parts, watchChanged),
    ...setupHandlers(parts, afterSetup),
    ...supportHandlers(parts, running.diagnostics),
    ...settingsHandlers(parts, () => drainer.wake('retry')),
    ...receiverNumberHandlers(parts),
    ...growthHandlers(parts),
  };
  return { handlers, afterSetup };
}

import { z } from 'zod';

const epochMs = z.number().int();

/**
 * Everything that is written to the audit trail, so that each has words in both languages (`audit:actions`). A row of an
 * action that this version does not know shows its code.
 */
export const auditActions = [
  'session.signIn',
  'session.signOut',
  'session.lock',
  'session.unlock',
  'session.confirm',
  'student.view',
  'message.view',
  'list.view',
  'settings.change',
  'setup.save',
  'backup.create',
  'destination.test',
  'support.bundle',
  'audit.verify',
  'audit.broken',
  'receiverNumber.save',
  'app.start',
  'app.stop',
  'clock.jump',
  'key.slotsChanged',
  'request.refused',
  'account.add',
  'account.change',
  'account.unlock',
  'school.add',
  'school.change',
  'roster.import',
  'assessment.save',
  'message.retry',
  'message.undoRetry',
  'message.replace',
  'message.cancel',
  'destination.add',
  'destination.change',
  'destination.pause',
  'destination.resume',
  'destination.setCertificate',
  'destination.removeCertificate',
  'drainer.restart',
  'backup.restore',
  'backup.folder',
  'incident.recordsMissing',
  'incident.acknowledge',
  'assessment.correct',
  'assessment.enteredInError',
  'class.mark',
  'class.markTakenBack',
  'document.print',
  'growth.install',
  'growth.remove',
  'key.recover',
  'mapping.tick',
  'mapping.untick',
  'message.rebuild',
  'message.sendAgain',
  'message.unmask',
  'queue.export',
  'refusal.acknowledge',
  'refusals.export',
  'student.add',
  'settings.proxy',
  'student.save',
  'student.condition',
  'student.merge',
  'audit.export',
  'app.stoppedUnexpectedly',
  'ipc.refused',
  'rescue.export',
  'rescue.import',
  'rescue.takeBack',
] as const;

export type AuditAction = (typeof auditActions)[number];

export const auditOutcomes = ['ok', 'refused', 'failed'] as const;

export type AuditOutcome = (typeof auditOutcomes)[number];

/** Which rows: of a time, of one account (0 is nobody: the program itself), of one action, with one outcome. */
export const auditFilterSchema = z.strictObject({
  from: epochMs.optional(),
  to: epochMs.optional(),
  accountId: z.number().int().min(0).optional(),
  action: z.string().max(60).optional(),
  outcome: z.enum(auditOutcomes).optional(),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** One row as an admin reads it: codes, ids and the name of the account; never a student's. */
export const auditRowSchema = z.object({
  seq: z.number().int(),
  at: epochMs,
  /** Null where no account did it. */
  accountId: z.number().int().nullable(),
  /** The account's name to sign in with; the stored actor where no account did it. */
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  outcome: z.enum(auditOutcomes),
  detail: z.string(),
});

export type AuditRowView = z.infer<typeof auditRowSchema>;

/** Whether the chain is whole; else the number of the first row that does not fit, and how. */
export const auditCheckSchema = z.discriminatedUnion('whole', [
  z.object({ whole: z.literal(true), rows: z.number().int() }),
  z.object({
    whole: z.literal(false),
    seq: z.number().int(),
    fault: z.enum(['gap', 'link', 'changed', 'tailMissing']),
  }),
]);

export type AuditCheck = z.infer<typeof auditCheckSchema>;

import { z } from 'zod';
import {
  assessmentInputSchema,
  assessmentViewSchema,
  changedSchema,
  changeReasonSchema,
  correctionSchema,
  draftSchema,
  savedSchema,
} from './assessment.ts';
import { auditCheckSchema, auditFilterSchema, auditRowSchema } from './audit.ts';
import type { ChannelName, EventName } from './channel-names.ts';
import { absences, classKeySchema, classListSchema, classMemberSchema } from './class.ts';
import { codeTableNames, codeTablesSchema, typedRowSchema } from './code-table.ts';
import {
  destinationViewSchema,
  schoolSchema,
  schoolViewSchema,
  settingsSchema,
  testStepSchema,
} from './destination.ts';
import { growthReferenceViewSchema } from './growth.ts';
import { activitySchema, connectionCheckSchema, healthSchema, linkSchema, storageSchema } from './health.ts';
import { managedViewSchema } from './managed.ts';
import { messageDetailSchema, messageFieldsSchema, queueRowSchema } from './message.ts';
import { onboardingItems } from './onboarding.ts';
import {
  exportResultSchema,
  operationProgressSchema,
  problemCountsSchema,
  queueCountsSchema,
  queueFilterSchema,
  retryPreviewSchema,
  retryResultSchema,
  retryScopeSchema,
  sortSchema,
} from './queue.ts';
import { receiverNumberSchema, receiverNumberViewSchema } from './receiver-number.ts';
import { endOfDaySchema, receiptSchema, refusalListSchema, refusalQuerySchema } from './report.ts';
import { rosterPreviewSchema } from './roster.ts';
import { accountInputSchema, accountViewSchema, sessionSchema } from './session.ts';
import { setupProgressSchema, setupViewSchema } from './setup.ts';
import { calendarDate, studentViewSchema } from './student.ts';
import {
  fixTargetSchema,
  mergePreviewSchema,
  studentConditionSchema,
  studentRecordSchema,
  studentSaveSchema,
} from './student-page.ts';

/** Who may call a channel: `open` even signed out, `nurse` any signed-in person, `admin` admins alone. */
export type Access = 'open' | 'nurse' | 'admin';

export interface Channel<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly access: Access;
  readonly input: I;
  readonly output: O;
}

function channel<I extends z.ZodType, O extends z.ZodType>(
  access: Access,
  input: I,
  output: O,
): Channel<I, O> {
  return { access, input, output };
}

const nothing = z.strictObject({});
const done = z.object({});
const messageId = z.strictObject({ id: z.number().int() });
const destinationId = z.strictObject({ id: z.string().max(60) });

/** Every request the window can make: one page, both sides typed from it. */
export const channels = {
  'session.current': channel('open', nothing, sessionSchema),
  'session.signIn': channel(
    'open',
    z.strictObject({ name: z.string().max(60), secret: z.string().max(200) }),
    sessionSchema,
  ),
  'session.signOut': channel('open', nothing, sessionSchema),

  'account.list': channel('admin', nothing, z.array(accountViewSchema)),
  /** Open while no account exists, so that the first start can make the administrator; admin afterwards. */
  'account.save': channel('open', accountInputSchema, accountViewSchema),
  'account.unlock': channel('admin', messageId, done),

  'school.list': channel('nurse', nothing, z.array(schoolViewSchema)),
  'school.save': channel('admin', schoolSchema, schoolViewSchema),

  'student.search': channel(
    'nurse',
    z.strictObject({ text: z.string().max(100), limit: z.number().int().min(1).max(50).default(12) }),
    z.array(studentViewSchema),
  ),
  'student.recent': channel('nurse', nothing, z.array(studentViewSchema)),
  'student.get': channel('nurse', messageId, studentViewSchema),
  'student.record': channel('nurse', messageId, studentRecordSchema),
  /** Details by hand: the receiver is told by ADT^A08 within a visit of today, by ADT^A31 otherwise. */
  'student.save': channel('nurse', studentSaveSchema, changedSchema),
  'student.condition': channel('nurse', studentConditionSchema, changedSchema),
  'student.mergePreview': channel(
    'admin',
    z.strictObject({ keepId: z.number().int(), duplicateId: z.number().int() }),
    mergePreviewSchema,
  ),
  'student.merge': channel(
    'admin',
    z.strictObject({ changeId: z.uuid(), keepId: z.number().int(), duplicateId: z.number().int() }),
    changedSchema,
  ),

  'class.list': channel('nurse', nothing, classListSchema),
  /** The students of a class with where each stands today; the class is remembered as the one to go on with. */
  'class.open': channel('nurse', classKeySchema, z.array(classMemberSchema)),
  /** Absent or refused today; null takes the mark back. */
  'class.mark': channel(
    'nurse',
    z.strictObject({ studentId: z.number().int(), absence: z.enum(absences).nullable() }),
    done,
  ),

  'roster.preview': channel(
    'admin',
    z.strictObject({ fileName: z.string().max(255), contentBase64: z.string().max(14_000_000) }),
    rosterPreviewSchema,
  ),
  'roster.import': channel(
    'admin',
    z.strictObject({ token: z.string().max(60) }),
    z.object({ added: z.number().int(), changed: z.number().int() }),
  ),

  'draft.save': channel(
    'nurse',
    draftSchema.omit({ updatedAt: true }),
    z.object({ updatedAt: z.number().int() }),
  ),
  'draft.get': channel('nurse', z.strictObject({ id: z.uuid() }), draftSchema.nullable()),
  'draft.list': channel('nurse', nothing, z.array(draftSchema.omit({ fields: true }))),
  'draft.discard': channel('nurse', z.strictObject({ id: z.uuid() }), done),

  'assessment.save': channel('nurse', assessmentInputSchema, savedSchema),
  'assessment.history': channel(
    'nurse',
    z.strictObject({ studentId: z.number().int() }),
    z.array(assessmentViewSchema),
  ),

  /** Makes a new version of a saved assessment; the receiver gets what changed, as a correction where it had it. */
  'assessment.correct': channel('nurse', correctionSchema, changedSchema),
  /** Final: what was sent is withdrawn, what was not is taken out. The assessment stays, struck through. */
  'assessment.enteredInError': channel(
    'nurse',
    z.strictObject({ id: z.uuid(), changeId: z.uuid(), reason: changeReasonSchema }),
    changedSchema,
  ),
  'assessment.receipt': channel('nurse', z.strictObject({ id: z.uuid() }), receiptSchema),

  'queue.query': channel(
    'nurse',
    z.strictObject({
      filter: queueFilterSchema,
      sort: sortSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({
      rows: z.array(queueRowSchema),
      total: z.number().int(),
      /** True where a text finds more than `total`, which is then as far as matches are counted and listed. */
      more: z.boolean().optional(),
      rev: z.number().int(),
    }),
  ),
  'queue.counts': channel('nurse', nothing, queueCountsSchema),
  /** How many have each problem under the other filters. */
  'queue.problemCounts': channel('nurse', z.strictObject({ filter: queueFilterSchema }), problemCountsSchema),
  /** Ids of the rows between two indexes of a filtered list, both included, as they stand now. */
  'queue.idsInRange': channel(
    'nurse',
    z.strictObject({
      filter: queueFilterSchema,
      sort: sortSchema,
      from: z.number().int().min(0),
      to: z.number().int().min(0),
    }),
    z.array(z.number().int()).max(20_000),
  ),
  'queue.preview': channel('nurse', z.strictObject({ scope: retryScopeSchema }), retryPreviewSchema),
  /**
   * `{token}` from a preview, `{ids}`, or `{status}`; rejected content is left out unless asked for one by one. Many are put
   * back a few hundred at a time, told by `operation:progress`; the answer comes at the end.
   */
  'queue.retry': channel(
    'nurse',
    z.union([
      z.strictObject({
        token: z.string().max(60),
        includeRefused: z.boolean().default(false),
        includePossiblyDelivered: z.boolean().default(true),
      }),
      z.strictObject({ ids: z.array(z.number().int()).min(1).max(20_000) }),
      z.strictObject({ status: z.enum(['pending', 'failed']) }),
    ]),
    retryResultSchema,
  ),
  /** Everything that matches, as CSV. Without names unless asked for; main writes down who took how many. */
  'queue.export': channel(
    'admin',
    z.strictObject({ filter: queueFilterSchema, sort: sortSchema, withNames: z.boolean().default(false) }),
    exportResultSchema,
  ),
  /** Ends an operation on many messages after what is in hand: what was done stays done and can be undone. */
  'operation.stop': channel('nurse', z.strictObject({ operationId: z.string().max(60) }), done),
  /** Takes a retry back within 10 s: only what has not been claimed yet returns to what it was. */
  'operation.undo': channel(
    'nurse',
    z.strictObject({ operationId: z.string().max(60) }),
    z.object({ restored: z.number().int(), alreadySent: z.number().int() }),
  ),
  'message.detail': channel('nurse', messageId, messageDetailSchema),
  /** A message field by field with the patient's details hidden; `unmask` is for an admin and is written down. */
  'message.fields': channel(
    'nurse',
    z.strictObject({ id: z.number().int(), unmask: z.boolean().default(false) }),
    messageFieldsSchema,
  ),
  /** Where a person corrects what made this message fail. */
  'message.fixTarget': channel('nurse', messageId, fixTargetSchema),
  /**
   * Builds a message again from what is recorded now and sends it under a new control id: a failed one in the old one's
   * place, or, for an admin, one that was sent before, which the receiver may then have twice.
   */
  'message.sendAgain': channel('nurse', messageId, z.object({ id: z.number().int() })),

  /** Takes unsent messages out for good, with those of a visit that wait for them. Sent ones cannot be taken back. */
  'message.cancel': channel(
    'admin',
    z.strictObject({
      ids: z.array(z.number().int()).min(1).max(500),
      reason: z.string().trim().min(3).max(200),
    }),
    z.object({ cancelled: z.number().int(), notCancelled: z.number().int() }),
  ),

  /** How many unsent messages an earlier version of the profile built; those in flight are left alone. */
  'message.rebuildPreview': channel(
    'admin',
    z.strictObject({ destinationId: z.string().max(60) }),
    z.object({
      profileVersion: z.number().int(),
      willRebuild: z.number().int(),
      /** Left out unless asked for: the receiver may then have them twice, under two control ids. */
      mayHaveArrived: z.number().int(),
      inFlight: z.number().int(),
    }),
  ),
  'message.rebuild': channel(
    'admin',
    z.strictObject({
      destinationId: z.string().max(60),
      /** As previewed: a profile that was changed since is refused. */
      profileVersion: z.number().int(),
      includePossiblyDelivered: z.boolean().default(false),
    }),
    z.object({
      rebuilt: z.number().int(),
      couldNotBuild: z.number().int(),
      /** Kinds that the changed profile does not send. */
      notSentAnyMore: z.number().int(),
      changedMeanwhile: z.number().int(),
    }),
  ),

  'destination.list': channel('admin', nothing, z.array(destinationViewSchema)),
  /** Ready-made profiles to begin a destination with; what only the receiver knows is empty in them. */
  'destination.templates': channel(
    'admin',
    nothing,
    z.array(z.object({ name: z.enum(['malaffi', 'fileDrop', 'practice']), profile: z.string() })),
  ),
  'destination.save': channel(
    'admin',
    z.strictObject({
      id: z.string().max(60).optional(),
      profile: z.string().max(100_000),
      secret: z.string().max(2000).optional(),
    }),
    destinationViewSchema,
  ),
  /** Ticks one point of the onboarding list, or takes the tick back: live messages leave only while all are ticked. */
  'destination.confirm': channel(
    'admin',
    z.strictObject({ id: z.string().max(60), item: z.enum(onboardingItems), ticked: z.boolean() }),
    destinationViewSchema,
  ),
  'destination.test': channel('admin', destinationId, z.object({ steps: z.array(testStepSchema) })),
  'destination.pause': channel(
    'admin',
    z.strictObject({
      id: z.string().max(60),
      reason: z.string().trim().min(1).max(200),
      until: z.number().int().nullable(),
    }),
    done,
  ),
  /** "Try again" and "Resume": lifts a pause and probes at once. Nurses may, because waiting in silence is worse. */
  'destination.resume': channel('nurse', destinationId, done),

  'codeTable.list': channel('admin', z.strictObject({ destinationId: z.string().max(60) }), codeTablesSchema),
  'codeTable.save': channel(
    'admin',
    z.strictObject({
      destinationId: z.string().max(60),
      /** As listed: a profile that was changed since is refused. */
      profileVersion: z.number().int(),
      table: z.enum(codeTableNames),
      rows: z.array(typedRowSchema).max(1000),
    }),
    codeTablesSchema,
  ),
  /** The rows of a CSV, not judged yet and not saved. */
  'codeTable.readCsv': channel(
    'admin',
    z.strictObject({ text: z.string().max(500_000) }),
    z.object({ rows: z.array(typedRowSchema).max(1000) }),
  ),
  'codeTable.writeCsv': channel(
    'admin',
    z.strictObject({ destinationId: z.string().max(60), table: z.enum(codeTableNames) }),
    z.object({ text: z.string() }),
  ),

  /** What the receiver's numbers mean, in both languages, and the field to go to. */
  'receiverNumber.list': channel('admin', nothing, z.array(receiverNumberViewSchema)),
  'receiverNumber.save': channel(
    'admin',
    z.strictObject({ rows: z.array(receiverNumberSchema).max(500) }),
    z.array(receiverNumberViewSchema),
  ),

  /** The table that BMI z-scores are computed from; null where the owner has installed none. */
  'growth.reference': channel('nurse', nothing, growthReferenceViewSchema.nullable()),
  'growth.install': channel(
    'admin',
    z.strictObject({
      fileName: z.string().trim().min(1).max(255),
      version: z.string().trim().max(60),
      text: z.string().max(500_000),
    }),
    growthReferenceViewSchema,
  ),
  'growth.remove': channel('admin', nothing, done),

  'report.endOfDay': channel('nurse', z.strictObject({ day: calendarDate.optional() }), endOfDaySchema),
  'report.refusals': channel('nurse', refusalQuerySchema, refusalListSchema),
  'report.acknowledgeRefusals': channel(
    'nurse',
    z.strictObject({ attemptIds: z.array(z.number().int()).min(1).max(500) }),
    z.object({ acknowledged: z.number().int() }),
  ),
  /** The same list as CSV, without names, numbers of students or the receiver's own text. */
  'report.exportRefusals': channel(
    'nurse',
    refusalQuerySchema,
    z.object({ csv: z.string(), fileName: z.string() }),
  ),
  /** The page that the window shows, as PDF in base64; null where the host leaves printing to the browser. */
  'document.pdf': channel(
    'nurse',
    z.strictObject({ document: z.enum(['receipt', 'endOfDay', 'refusals']), subject: z.string().max(40) }),
    z.object({ pdfBase64: z.string().nullable(), fileName: z.string() }),
  ),

  'health.get': channel('nurse', nothing, healthSchema),
  'health.activity': channel(
    'nurse',
    z.strictObject({ hours: z.number().int().min(1).max(720).default(24) }),
    activitySchema,
  ),
  /** The last looks at the lines, newest first. */
  'health.checks': channel('nurse', nothing, z.array(connectionCheckSchema)),
  /** Stops the sender and starts it anew. Nurses may, because waiting in silence is worse. */
  'drainer.restart': channel('nurse', nothing, healthSchema.shape.drainer),

  'audit.query': channel(
    'admin',
    z.strictObject({
      filter: auditFilterSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ rows: z.array(auditRowSchema), total: z.number().int() }),
  ),
  'audit.verify': channel('admin', nothing, auditCheckSchema),
  /** A CSV with the columns that the chain is checked by; itself written to the trail. */
  'audit.export': channel(
    'admin',
    z.strictObject({ filter: auditFilterSchema }),
    z.object({ file: exportResultSchema, check: auditCheckSchema }),
  ),
  /** Versions, counts and codes as text for whoever helps: no patient data, no names of people. */
  'support.bundle': channel('nurse', nothing, z.object({ text: z.string() })),

  /** How far the first start has come, and what messages still wait for. */
  'setup.get': channel('nurse', nothing, setupViewSchema),
  'setup.save': channel('admin', setupProgressSchema.partial(), setupViewSchema),
  /** The invented student of the trial assessment, made when there is none; refused where messages are live. */
  'setup.trialStudent': channel('admin', nothing, studentViewSchema),

  'storage.get': channel('nurse', nothing, storageSchema),
  /** An admin has read that records are missing and which: the banner goes, the audit trail keeps it. */
  'storage.acknowledge': channel('admin', nothing, storageSchema),
  'backup.create': channel('admin', nothing, storageSchema),
  /** Open, because nobody can be signed in where the data does not open: the password of an admin of the backup is asked for. */
  'backup.restore': channel(
    'open',
    z.strictObject({ backup: z.string().max(100), name: z.string().max(60), secret: z.string().max(200) }),
    done,
  ),
  /** Open for the same reason; works only while the data is closed, and only with IT's private key (PEM). */
  'key.recover': channel('open', z.strictObject({ privateKey: z.string().min(1).max(20_000) }), done),
  'settings.get': channel('open', nothing, settingsSchema),
  'settings.save': channel('nurse', settingsSchema.partial(), settingsSchema),
  /** What IT fixed for this PC by policy or file, and what is wrong with how it was written. */
  'settings.managed': channel('nurse', nothing, managedViewSchema),
} as const satisfies Record<ChannelName, Channel>;

export type Channels = typeof channels;

/** What a caller hands in, before defaults are filled. */
export type ChannelInput<C extends ChannelName> = z.input<Channels[C]['input']>;

/** What a handler gets, after parsing. */
export type ParsedInput<C extends ChannelName> = z.output<Channels[C]['input']>;

export type ChannelOutput<C extends ChannelName> = z.output<Channels[C]['output']>;

/** Pushes from main to every window. A lost one does no harm: the window takes a fresh snapshot when it is shown. */
export const events = {
  'queue:changed': z.object({ rev: z.number().int(), counts: queueCountsSchema }),
  'operation:progress': operationProgressSchema,
  network: z.object({ links: z.array(linkSchema) }),
  drainer: healthSchema.shape.drainer,
  alerts: z.object({ alerts: healthSchema.shape.alerts }),
  session: sessionSchema,
  /** The tray asks the window to show a page. */
  navigate: z.object({
    page: z.enum(['queue', 'assessment', 'activity', 'reports', 'settings']),
    status: z.enum(['all', 'pending', 'failed']).optional(),
    tab: z.enum(['sending', 'connection', 'audit']).optional(),
    /** What to ask there at once, as if its button had been pressed. */
    ask: z.enum(['retryFailed']).optional(),
  }),
  /** Windows was locked: names are covered until somebody says who is working. */
  lock: z.object({}),
} as const satisfies Record<EventName, z.ZodType>;

export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

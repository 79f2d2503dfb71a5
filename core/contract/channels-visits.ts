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
import { channel, done, nothing } from './channel.ts';
import { endOfDaySchema, receiptSchema, refusalListSchema, refusalQuerySchema } from './report.ts';
import { calendarDate } from './student.ts';

/** What a nurse enters and what became of it: drafts, assessments, receipts and lists. */
export const visitsChannels = {
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
} as const;

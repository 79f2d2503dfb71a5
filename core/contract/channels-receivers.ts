import { z } from 'zod';
import { always, channel, destinationId, done, nothing } from './channel.ts';
import { codeTableNames, codeTablesSchema, typedRowSchema } from './code-table.ts';
import { certificateFilesSchema, destinationViewSchema, testStepSchema } from './destination.ts';
import { growthReferenceViewSchema } from './growth.ts';
import { onboardingItems } from './onboarding.ts';
import { receiverNumberSchema, receiverNumberViewSchema } from './receiver-number.ts';

/** Where messages go, and the codes and tables that IT keeps for it. */
export const receiversChannels = {
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
    always,
  ),
  /** Ticks one point of the onboarding list, or takes the tick back: live messages leave only while all are ticked. */
  'destination.confirm': channel(
    'admin',
    z.strictObject({ id: z.string().max(60), item: z.enum(onboardingItems), ticked: z.boolean() }),
    destinationViewSchema,
    always,
  ),
  /** Sets the client certificate in place of any before; what goes in never comes out again. */
  'destination.setCertificate': channel(
    'admin',
    z.strictObject({ id: z.string().max(60), files: certificateFilesSchema }),
    destinationViewSchema,
    always,
  ),
  'destination.removeCertificate': channel('admin', destinationId, destinationViewSchema, always),
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
    always,
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
  'growth.remove': channel('admin', nothing, done, always),
} as const;

import { z } from 'zod';
import { auditCheckSchema, auditFilterSchema, auditRowSchema } from './audit.ts';
import { always, channel, done, nothing } from './channel.ts';
import { adminSettings, settingsSchema } from './destination.ts';
import {
  acknowledgedAlerts,
  activitySchema,
  connectionCheckSchema,
  healthSchema,
  storageSchema,
} from './health.ts';
import { managedViewSchema } from './managed.ts';
import { exportResultSchema } from './queue.ts';
import {
  closedRescueInputSchema,
  privateKeySchema,
  rescueEffectSchema,
  rescueExportedSchema,
  rescueExportSchema,
  rescueFileSchema,
} from './rescue.ts';
import { setupProgressSchema, setupViewSchema } from './setup.ts';
import { studentViewSchema } from './student.ts';

/** How sending and this PC are doing, and what administrators see to. */
export const upkeepChannels = {
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
    always,
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
  'storage.acknowledge': channel(
    'admin',
    z.strictObject({ code: z.enum(acknowledgedAlerts) }),
    storageSchema,
  ),

  'backup.create': channel('admin', nothing, storageSchema),
  /** The folder on another disk that gets a copy of each backup; null for none. */
  'backup.folder': channel(
    'admin',
    z.strictObject({ folder: z.string().min(1).max(1000).nullable() }),
    storageSchema,
    always,
  ),
  /** Open, because nobody can be signed in where the data does not open: the password of an admin of the backup is asked for. */
  'backup.restore': channel(
    'open',
    z.strictObject({ backup: z.string().max(100), name: z.string().max(60), secret: z.string().max(200) }),
    done,
    always,
  ),

  /** Open for the same reason; works only while the data is closed, and only with IT's private key (PEM). */
  'key.recover': channel('open', z.strictObject({ privateKey: privateKeySchema }), done),

  /** Exports of this PC whose messages are set aside still. */
  'rescue.list': channel('admin', nothing, z.array(rescueExportSchema)),
  /** Everything unsent in one sealed file for another PC; this one sets it aside. */
  'rescue.export': channel('admin', nothing, rescueExportedSchema, always),
  /** Open as `backup.restore` is, for a PC whose data does not open; asks for an admin's password or IT's private key. */
  'rescue.exportClosed': channel('open', closedRescueInputSchema, rescueExportedSchema),
  /** What bringing a file in would do. */
  'rescue.preview': channel('admin', rescueFileSchema, rescueEffectSchema),
  'rescue.import': channel('admin', rescueFileSchema, rescueEffectSchema, always),
  'rescue.takeBack': channel(
    'admin',
    z.strictObject({ exportId: z.uuid() }),
    z.object({ messages: z.number().int() }),
    always,
  ),

  'settings.get': channel('open', nothing, settingsSchema),
  /** How the window looks is everybody's; what only an administrator may set (`adminSettings`) asks again. */
  'settings.save': channel('nurse', settingsSchema.partial(), settingsSchema, (change) =>
    adminSettings.some((key) => change[key] !== undefined),
  ),
  /** What IT fixed for this PC by policy or file, and what is wrong with how it was written. */
  'settings.managed': channel('nurse', nothing, managedViewSchema),
} as const;

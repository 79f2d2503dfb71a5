import { z } from 'zod';
import { interfaces, problemCodes } from './message.ts';
import { onboardingSchema } from './onboarding.ts';

/** What may be told of a client certificate: whose it is and how long, never the key. Times are epoch milliseconds. */
export const certificateFactsSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.number(),
  validTo: z.number(),
  /** SHA-256 of the certificate, in hexadecimal with colons, so that IT can compare it. */
  sha256: z.string(),
});

export type CertificateFacts = z.infer<typeof certificateFactsSchema>;

const base64 = z
  .string()
  .max(200_000)
  .regex(/^[A-Za-z0-9+/=]+$/);
const passphrase = z.string().max(500);

/** A client certificate as a person hands it over: PKCS#12, or PEM of certificate and key, and what opens it. */
export const certificateFilesSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pkcs12'), base64, passphrase }),
  z.strictObject({
    kind: z.literal('pem'),
    certificatePem: z.string().max(100_000),
    keyPem: z.string().max(100_000),
    passphrase,
  }),
]);

export type CertificateFiles = z.infer<typeof certificateFilesSchema>;

/** Why files are no client certificate that can be used. */
export type CertificateFault = 'wrongPassphrase' | 'notACertificate' | 'notAKey' | 'keyDoesNotFit';

/** A destination as settings show it; secrets are write-only, so only their presence is told. */
export const destinationViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** The profile as JSON text (hl7.md 1.8), without secrets. */
  profile: z.string(),
  profileVersion: z.number().int(),
  hasSecret: z.boolean(),
  /** The last four characters of a long key, so that two can be told apart; null for a short one or none. */
  secretEnds: z.string().nullable(),
  /** Null where none is set. */
  clientCertificate: certificateFactsSchema.nullable(),
  /** True where messages leave this PC without encryption. */
  plain: z.boolean(),
  pausedProblem: z.enum(problemCodes).nullable(),
  pausedUntil: z.number().int().nullable(),
  paused: z.boolean(),
  /** Whether live messages may leave: practice needs no confirmation and sends none. */
  mapping: z.enum(['confirmed', 'unconfirmed', 'notNeeded']),
  onboarding: onboardingSchema,
});

export type DestinationView = z.infer<typeof destinationViewSchema>;

/** One step of a connection test, with its time and result in a code that the catalog turns into a sentence. */
export const testStepSchema = z.object({
  step: z.enum([
    'profile',
    'name',
    'route',
    'proxy',
    'secureConnection',
    'authorization',
    'reply',
    'folder',
    'write',
  ]),
  /** Whose address it is, where a profile has several: the kinds of message that go there. */
  interfaces: z.array(z.enum(interfaces)).optional(),
  ok: z.boolean(),
  problem: z.enum(problemCodes).nullable(),
  detail: z.string(),
  durationMs: z.number(),
});

export type TestStep = z.infer<typeof testStepSchema>;

export const schoolSchema = z.strictObject({
  id: z.number().int().optional(),
  name: z.string().trim().min(1).max(120),
  nameArabic: z.string().trim().max(120).nullable(),
  /** The facility licence (MF...), needed before a message can be built. */
  facilityLicence: z.string().trim().max(20).nullable(),
  /** Element 1 of the school-clinic list, in the school's words (Abu Dhabi, Al Ain, Al Dhafra). Kept in the clinic. */
  region: z.string().trim().max(60).nullable().default(null),
});

export type School = z.infer<typeof schoolSchema>;

export const schoolViewSchema = schoolSchema.extend({ id: z.number().int(), students: z.number().int() });

export type SchoolView = z.infer<typeof schoolViewSchema>;

/** `system`, `none`, or the URL of a proxy: host and port alone, so that no credentials can stand in it. */
export const proxySettingSchema = z
  .string()
  .max(300)
  .regex(/^(?:system|none|http:\/\/(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?\/?)$/)
  .describe('`system`, `none`, or the address of a proxy such as http://proxy.school.example:8080.');

export const settingsSchema = z.strictObject({
  language: z.enum(['en', 'ar']),
  theme: z.enum(['system', 'light', 'dark']),
  retryBy: z.enum(['everyone', 'admin']),
  textSize: z.enum(['normal', 'large', 'largest']),
  /** Notices of Windows that a person may switch off; those about lost or closed data always come. */
  noticeNeedsPerson: z.enum(['on', 'off']),
  noticeOutages: z.enum(['on', 'off']),
  /** Ctrl+Alt+N opens a new assessment from any program. Off where another program needs the same keys. */
  newAssessmentKey: z.enum(['on', 'off']),
  /** Keeps the window out of pictures and recordings of the screen; an admin's choice. */
  contentProtection: z.enum(['on', 'off']),
  /** Through which proxy https addresses are reached; MLLP never takes one. */
  proxy: proxySettingSchema,
  /** Minutes without anybody until the window is locked; text, because a policy of the registry knows nothing else. */
  idleLockMinutes: z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15']),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What holds until somebody chooses otherwise. */
export const defaultSettings: Settings = {
  language: 'en',
  theme: 'system',
  retryBy: 'everyone',
  textSize: 'normal',
  noticeNeedsPerson: 'on',
  noticeOutages: 'on',
  newAssessmentKey: 'on',
  contentProtection: 'off',
  proxy: 'system',
  idleLockMinutes: '10',
};

/** Settings that only an administrator may change. */
export const adminSettings = [
  'retryBy',
  'contentProtection',
  'proxy',
  'idleLockMinutes',
] as const satisfies readonly (keyof Settings)[];

import { z } from 'zod';
import { visitKinds } from '../../core/contract/assessment.ts';
import { interfaces, outcomeClasses, problemCodes } from '../../core/contract/message.ts';
import { sexes } from '../../core/contract/student.ts';

/*
 * What a rescue file holds once it is open: unsent messages with everything they refer to. It has a form of its own and not
 * that of the tables, so that versions with another schema read each other's files.
 */

const id = z.number().int();
const epochMs = z.number().int();
const text = z.string().nullable();

const schoolSchema = z.object({
  id,
  name: z.string(),
  nameArabic: text,
  facilityLicence: text,
  region: text,
});

const studentSchema = z.object({
  id,
  schoolId: id,
  studentNumber: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  middleName: text,
  familyNameArabic: text,
  givenNameArabic: text,
  middleNameArabic: text,
  dateOfBirth: z.string(),
  sex: z.enum(sexes),
  nationality: z.string(),
  emiratesId: text,
  /** JSON. */
  particulars: z.string(),
});

/** The profile as JSON, without any key. */
const destinationSchema = z.object({ id: z.string(), name: z.string(), profile: z.string() });

const versionSchema = z.object({
  number: id,
  id: z.string(),
  change: z.enum(['corrected', 'enteredInError']),
  at: epochMs,
  by: z.string(),
  reason: z.string(),
  kind: z.enum(visitKinds),
  visitStartedAt: epochMs,
  measuredAt: epochMs,
  content: z.string(),
});

const assessmentSchema = z.object({
  visit: id,
  id: z.string(),
  studentId: id,
  schoolId: id,
  kind: z.enum(visitKinds),
  visitStartedAt: epochMs,
  measuredAt: epochMs,
  savedAt: epochMs,
  savedBy: z.string(),
  content: z.string(),
  /** What it was before each correction, oldest first. */
  changes: z.array(versionSchema),
});

const attemptSchema = z.object({
  number: id,
  startedAt: epochMs,
  finishedAt: epochMs.nullable(),
  outcome: z.enum(outcomeClasses).nullable(),
  problem: z.enum(problemCodes).nullable(),
  code: text,
  ackCode: text,
  errCode: text,
  errText: text,
  errLocation: text,
  httpStatus: id.nullable(),
  latencyMs: z.number().nullable(),
  transport: text,
  /** Base64. */
  ackRaw: text,
});

const messageSchema = z.object({
  id,
  /** Where it was made, for one that came to that PC in a file itself; null where it was made there. */
  source: text,
  createdAt: epochMs,
  state: z.enum(['pending', 'sending', 'failed']),
  /** The PC that it comes from has never claimed it and has proven that it will not. */
  neverSent: z.boolean(),
  studentId: id,
  schoolId: id,
  visit: id.nullable(),
  destinationId: z.string(),
  kind: z.string(),
  interface: z.enum(interfaces),
  opensVisit: z.boolean(),
  /** Both null where it was never built. */
  controlId: text,
  /** Base64 of exactly the bytes that may have gone. */
  bytes: text,
  retryCount: id,
  strikes: id,
  outcome: z.enum(outcomeClasses).nullable(),
  problem: z.enum(problemCodes).nullable(),
  problemField: text,
  lastAttemptAt: epochMs.nullable(),
  attempts: z.array(attemptSchema),
});

export const rescueContentSchema = z.object({
  exportId: z.string(),
  exportedAt: epochMs,
  machine: z.string(),
  /** The database that the numbers below belong to. */
  dbId: z.string(),
  schools: z.array(schoolSchema),
  students: z.array(studentSchema),
  destinations: z.array(destinationSchema),
  assessments: z.array(assessmentSchema),
  /** In the order in which they are to go. */
  messages: z.array(messageSchema),
});

export type RescueContent = z.infer<typeof rescueContentSchema>;
export type RescueMessage = RescueContent['messages'][number];
export type RescueStudent = RescueContent['students'][number];

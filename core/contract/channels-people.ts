import { z } from 'zod';
import { changedSchema } from './assessment.ts';
import { always, channel, done, messageId, nothing } from './channel.ts';
import { absences, classKeySchema, classListSchema, classMemberSchema } from './class.ts';
import { schoolSchema, schoolViewSchema } from './destination.ts';
import { rosterPreviewSchema } from './roster.ts';
import { accountInputSchema, accountViewSchema, sessionSchema } from './session.ts';
import { studentViewSchema } from './student.ts';
import {
  mergePreviewSchema,
  studentAddedSchema,
  studentAddSchema,
  studentConditionSchema,
  studentRecordSchema,
  studentSaveSchema,
} from './student-page.ts';

/** Who works here and whom they examine: sessions, accounts, schools, students, classes and the roster. */
export const peopleChannels = {
  'session.current': channel('open', nothing, sessionSchema),
  'session.signIn': channel(
    'open',
    z.strictObject({ name: z.string().max(60), secret: z.string().max(200) }),
    sessionSchema,
  ),
  'session.signOut': channel('open', nothing, sessionSchema),
  /** "Change person" and "Lock": the window keeps what is typed, and main answers nothing until somebody says who is working. */
  'session.lock': channel('nurse', nothing, sessionSchema),
  /** Somebody is at the keyboard. The window says so now and then while it sees keys or a pointer, and never by a timer alone. */
  'session.active': channel('nurse', nothing, done),
  /** The own PIN or password once more, before what asks again (`CONFIRM_PERSON`). */
  'session.confirm': channel('nurse', z.strictObject({ secret: z.string().max(200) }), done),

  'account.list': channel('admin', nothing, z.array(accountViewSchema)),
  /** Open while no account exists, so that the first start can make the administrator; admin afterwards. */
  'account.save': channel('open', accountInputSchema, accountViewSchema, always),
  'account.unlock': channel('admin', messageId, done, always),

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
  /** A student who is in no roster. */
  'student.add': channel('nurse', studentAddSchema, studentAddedSchema),
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
    always,
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
} as const;

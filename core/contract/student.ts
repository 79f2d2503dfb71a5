import { z } from 'zod';

export const sexes = ['M', 'F'] as const;

/** A calendar date without a time zone, `YYYY-MM-DD`: a date of birth never shifts with the machine's zone. */
export const calendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const allergySchema = z.strictObject({
  kind: z.enum(['DA', 'FA', 'MA', 'EA']),
  text: z.string().trim().min(1).max(199),
  /** SNOMED CT code of the allergen, where it was chosen from a list. */
  code: z.string().trim().max(20).optional(),
  /** HL7 table 0128: severe, moderate, mild, unknown. */
  severity: z.enum(['SV', 'MO', 'MI', 'U']).optional(),
  reactions: z.array(z.string().trim().min(1).max(60)).max(5).optional(),
  since: calendarDate.optional(),
});

const noCardReasonSchema = z.enum([
  'nationalWithoutCard',
  'residentWithoutCard',
  'neitherNationalNorResident',
  'unknownStatus',
]);

/** A student as the clinic knows the child; names in Latin letters, Arabic names beside them where recorded. */
export const studentSchema = z.strictObject({
  studentNumber: z.string().trim().min(1).max(20),
  familyName: z.string().trim().min(1).max(194),
  givenName: z.string().trim().min(1).max(30),
  middleName: z.string().trim().max(30).nullable(),
  familyNameArabic: z.string().trim().max(194).nullable(),
  givenNameArabic: z.string().trim().max(30).nullable(),
  middleNameArabic: z.string().trim().max(30).nullable(),
  dateOfBirth: calendarDate,
  sex: z.enum(sexes),
  /** ISO 3166 alpha-3. */
  nationality: z.string().regex(/^[A-Z]{3}$/),
  /** 15 digits, or null where the card is missing; the reason then chooses the placeholder. */
  emiratesId: z
    .string()
    .regex(/^\d{15}$/)
    .nullable(),
  /** Why there is no card, where that was asked: chooses the placeholder that is sent. */
  noCardReason: noCardReasonSchema.optional(),
  /** Element 6 of the list: when the student was registered at the school. Kept in the clinic. */
  registrationDate: calendarDate.nullable().optional(),
  grade: z.string().trim().max(20),
  className: z.string().trim().max(20),
  address: z.string().trim().max(120).nullable(),
  city: z.string().trim().max(50).nullable(),
  /** `00971` and 9 digits, or as recorded in digits. */
  homePhone: z.string().trim().max(20).nullable(),
  mobilePhone: z.string().trim().max(20).nullable(),
  guardianName: z.string().trim().max(100).nullable(),
  guardianRelation: z.string().trim().max(3).nullable(),
  guardianPhone: z.string().trim().max(20).nullable(),
  religion: z.string().trim().max(10).nullable(),
  /** Only where a receiver asks for it; clinics of schools do not collect it. */
  maritalStatus: z.string().trim().max(10).nullable().optional(),
  allergies: z.array(allergySchema).max(20),
});

export type Student = z.infer<typeof studentSchema>;

/** What a visit changes on the student's own record; a missing key changes nothing. `allergies` is the whole new list. */
export const studentChangeSchema = z.strictObject({
  noCardReason: noCardReasonSchema.optional(),
  allergies: z.array(allergySchema).max(20).optional(),
});

export type StudentChange = z.infer<typeof studentChangeSchema>;

/** A student found by search or chosen for an assessment. */
export const studentViewSchema = studentSchema.extend({
  id: z.number().int(),
  schoolId: z.number().int(),
  schoolName: z.string(),
  lastVisitAt: z.number().int().nullable(),
});

export type StudentView = z.infer<typeof studentViewSchema>;

import fc from 'fast-check';
import { acuities, lenses } from '../../clinical/acuity.ts';
import { measurementKeys } from '../../clinical/measurements.ts';
import { dispositions } from '../../clinical/record-lists.ts';
import type { Assessment } from '../../contract/assessment.ts';
import type { StudentView } from '../../contract/student.ts';
import { salem, salemAssessment } from './salem.ts';

/** Any text a keyboard, an import or a paste may bring: both scripts, emoji, delimiters, control characters, 200 letters. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    'المنصوري',
    'سالم ~ خالد',
    '|^&~\\',
    '\\F\\',
    '\r\n',
    '\u0000\u000b\u001c',
    '😀',
    'x'.repeat(200),
    '',
  ),
);
const optional = fc.option(anyText, { nil: null });
const phone = fc.option(fc.oneof(anyText, fc.constantFrom('0501234567', '+971 50 123 4567')), { nil: null });

/** A student whose every field holds anything. */
export const anyStudent: fc.Arbitrary<StudentView> = fc.record({
  ...Object.fromEntries(Object.entries(salem).map(([key, value]) => [key, fc.constant(value)])),
  studentNumber: anyText,
  familyName: anyText,
  givenName: anyText,
  middleName: optional,
  familyNameArabic: optional,
  givenNameArabic: optional,
  middleNameArabic: optional,
  dateOfBirth: fc.oneof(fc.constantFrom('2014-05-17', '2019-02-28', '2014-02-30', '9999-99-99'), anyText),
  nationality: fc.oneof(fc.constantFrom('ARE', 'ZZZ'), anyText),
  emiratesId: fc.option(fc.oneof(fc.constant('784201400000010'), anyText), { nil: null }),
  address: optional,
  city: optional,
  homePhone: phone,
  mobilePhone: phone,
  guardianName: optional,
  guardianRelation: optional,
  guardianPhone: phone,
  religion: optional,
  allergies: fc.array(
    fc.record({
      kind: fc.constantFrom('DA', 'FA', 'MA', 'EA'),
      text: anyText,
      reactions: fc.array(anyText, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
}) as fc.Arbitrary<StudentView>;

/** An assessment whose every field holds anything, as no schema would let it through. */
export const anyAssessment: fc.Arbitrary<Assessment> = fc.record({
  id: fc.constant(salemAssessment.id),
  studentId: fc.constant(1),
  kind: fc.constantFrom('annual', 'comprehensive', 'clinic'),
  visitStartedAt: fc.oneof(fc.constant(salemAssessment.visitStartedAt), fc.integer(), fc.double()),
  measuredAt: fc.oneof(fc.constant(salemAssessment.measuredAt), fc.integer(), fc.double()),
  measurements: fc.record(
    Object.fromEntries(
      measurementKeys.map((key) => [key, fc.oneof(fc.double(), fc.integer({ min: 0, max: 220 }))]),
    ),
    { requiredKeys: [] },
  ),
  vision: fc.record(
    {
      performed: fc.boolean(),
      right: fc.constantFrom(...acuities),
      rightCorrected: fc.constantFrom(...acuities),
      left: fc.constantFrom(...acuities),
      leftCorrected: fc.constantFrom(...acuities),
      colour: fc.constantFrom('normal', 'abnormal'),
      lens: fc.constantFrom(...lenses),
      lensOther: anyText,
    },
    { requiredKeys: [] },
  ),
  record: fc.record(
    {
      conditions: fc.array(
        fc.record({
          change: fc.constantFrom('added', 'changed', 'withdrawn'),
          text: anyText,
          code: anyText,
          instanceId: anyText,
          onset: fc.oneof(fc.constant('2019-03-01'), anyText),
        }),
        { maxLength: 3 },
      ),
      referral: fc.record({ referred: fc.boolean(), to: anyText }),
      disposition: fc.constantFrom(...dispositions),
      diagnoses: fc.array(fc.record({ code: anyText, text: anyText }), { maxLength: 2 }),
      visitEndedAt: fc.oneof(fc.constant(salemAssessment.measuredAt), fc.integer()),
    },
    { requiredKeys: [] },
  ),
  notes: fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 3000 })),
}) as fc.Arbitrary<Assessment>;

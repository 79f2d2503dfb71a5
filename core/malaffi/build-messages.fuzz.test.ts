import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acuities, lenses } from '../clinical/acuity.ts';
import { measurementKeys } from '../clinical/measurements.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { StudentView } from '../contract/student.ts';
import { encodeText } from '../hl7/encode.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { cleanLine } from '../hl7/text.ts';
import { buildMessages } from './build-messages.ts';
import { correctionsAfter, withdrawalOf } from './samples/corrections.ts';
import { salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

const word = fc.oneof(
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
const optional = fc.option(word, { nil: null });
const phone = fc.option(fc.oneof(word, fc.constantFrom('0501234567', '+971 50 123 4567')), { nil: null });

const anyStudent: fc.Arbitrary<StudentView> = fc.record({
  ...Object.fromEntries(Object.entries(salem).map(([key, value]) => [key, fc.constant(value)])),
  studentNumber: word,
  familyName: word,
  givenName: word,
  middleName: optional,
  familyNameArabic: optional,
  givenNameArabic: optional,
  middleNameArabic: optional,
  dateOfBirth: fc.oneof(fc.constantFrom('2014-05-17', '2019-02-28', '2014-02-30', '9999-99-99'), word),
  nationality: fc.oneof(fc.constantFrom('ARE', 'ZZZ'), word),
  emiratesId: fc.option(fc.oneof(fc.constant('784201400000010'), word), { nil: null }),
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
      text: word,
      reactions: fc.array(word, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
}) as fc.Arbitrary<StudentView>;

const anyAssessment: fc.Arbitrary<Assessment> = fc.record({
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
      right: fc.constantFrom(...acuities),
      left: fc.constantFrom(...acuities),
      leftCorrected: fc.constantFrom(...acuities),
      colour: fc.constantFrom('normal', 'abnormal'),
      lens: fc.constantFrom(...lenses),
      lensOther: word,
    },
    { requiredKeys: [] },
  ),
  record: fc.record(
    {
      conditions: fc.array(
        fc.record({ change: fc.constantFrom('added', 'changed', 'withdrawn'), text: word, instanceId: word }),
        { maxLength: 3 },
      ),
      diagnoses: fc.array(fc.record({ code: word, text: word }), { maxLength: 2 }),
      visitEndedAt: fc.oneof(fc.constant(salemAssessment.measuredAt), fc.integer()),
    },
    { requiredKeys: [] },
  ),
  notes: fc.oneof(word, fc.string({ unit: 'binary', maxLength: 3000 })),
}) as fc.Arbitrary<Assessment>;

const everything = sampleProfile({ events: { A28: true, A03: true } });

describe('buildMessages', () => {
  it('never throws, names what it refuses, and freezes only what reads back as it was written', () => {
    let built = 0;
    fc.assert(
      fc.property(anyStudent, anyAssessment, fc.constantFrom(true, false), (student, assessment, normal) => {
        // Half of the runs keep either part as it should be, so that messages do come out.
        const context = normal
          ? sampleContext({ assessment, destination: { id: 'd', profile: everything, profileVersion: 1 } })
          : sampleContext({ student: { ...student, dateOfBirth: '2014-05-17' } });
        const messages = [
          ...buildMessages(context),
          ...correctionsAfter(context, salemAssessment),
          ...withdrawalOf(context),
        ];
        for (const message of messages) {
          if (!message.built) {
            expect(message.field).toMatch(
              /^(?:student|measurements|vision|record|profile)\.|^(?:visitStartedAt|measuredAt|notes)$/,
            );
            continue;
          }
          built += 1;
          const read = parseMessage(message.bytes);
          expect(read && encodeText(read)).toBe(
            new TextDecoder('utf-8', { fatal: true }).decode(message.bytes),
          );
          expect(read && textAt(read, 'PID-5.1')).toBe(cleanLine(context.student.familyName));
          expect(read && textAt(read, 'PID-3.1')).toBe(cleanLine(context.student.studentNumber));
        }
      }),
      { numRuns: 400 },
    );
    expect(built).toBeGreaterThan(50);
  });

  it('takes names of 200 characters to the field that holds them, and refuses those it does not', () => {
    const name = (familyName: string) =>
      buildMessages(sampleContext({ student: { ...salem, familyName } })).map((message) => message.built);

    expect(name('ا'.repeat(194))).toEqual([true, true]);
    expect(name('ا'.repeat(200))).toEqual([false, false]);
  });

  it.each(['America/New_York', 'Pacific/Auckland'])('makes the same bytes on a machine in %s', (zone) => {
    const samples = JSON.parse(
      readFileSync(new URL('./samples/messages.json', import.meta.url), 'utf8'),
    ) as Record<string, string>;
    const file = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));
    const code = `const { buildMessages } = await import(${file('./build-messages.ts')});
      const { sampleContext } = await import(${file('./samples/salem.ts')});
      const built = buildMessages(sampleContext({ newControlId: () => 'MHIX1C9E0001P2M8XW3H' }))[1];
      process.stdout.write(built.bytes);`;

    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });

    expect(run.stdout).toBe(samples.ORU_VITALS);
  });
});

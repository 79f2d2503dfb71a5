import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schoolElements } from '../clinical/elements.ts';
import { measurementKeys } from '../clinical/measurements.ts';
import { assessmentInputSchema } from '../contract/assessment.ts';
import { schoolSchema } from '../contract/destination.ts';
import { recordSchema } from '../contract/record.ts';
import { studentSchema } from '../contract/student.ts';
import { diagnosticCodes } from './oru-diagnostics.ts';
import { vitalCodes } from './vitals.ts';

/** The keys that the forms hand over, by the first word of a source. */
const recorded: Readonly<Record<string, readonly string[]>> = {
  school: Object.keys(schoolSchema.shape),
  student: Object.keys(studentSchema.shape),
  measurements: measurementKeys,
  vision: Object.keys(assessmentInputSchema.shape.vision.unwrap().shape),
  record: Object.keys(recordSchema.shape),
};

it('records every element of the list where the list says', () => {
  const missing = schoolElements.filter(({ source }) => {
    const [room = '', key = ''] = source.split(/[.:]/);
    if (room === 'computed') return !existsSync(new URL(`../clinical/${key}.ts`, import.meta.url));
    return !recorded[room]?.includes(key);
  });

  expect(missing).toEqual([]);
});

it('sends every result of the list under the code that the list of elements names', () => {
  const codes = [...vitalCodes, ...diagnosticCodes].map(({ code }) => code);
  const named = schoolElements.flatMap(({ place }) => (place?.startsWith('OBX ') ? [place.slice(4)] : []));

  expect(named.length).toBe(12);
  expect(named.filter((code) => !codes.includes(code))).toEqual([]);
});

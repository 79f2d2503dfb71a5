import { expect, it } from 'vitest';
import { measurementKeys } from '../clinical/measurements.ts';
import { assessmentInputSchema } from '../contract/assessment.ts';
import { schoolSchema } from '../contract/destination.ts';
import en from '../contract/locales/en/problems.json' with { type: 'json' };
import { recordSchema } from '../contract/record.ts';
import { accountInputSchema } from '../contract/session.ts';
import { studentSchema } from '../contract/student.ts';
import { dictionary } from './dictionary.ts';
import { pathOfPlace } from './form-paths.ts';
import { diagnosticCodes } from './oru-diagnostics.ts';
import { profileSchema } from './profile.ts';
import { vitalCodes } from './vitals.ts';

/** Every field and component of every segment that we send. */
const places = Object.entries(dictionary).flatMap(([segment, rules]) =>
  Object.keys(rules).flatMap((field) =>
    Array.from({ length: 10 }, (_, component) => ({ segment, field: Number(field), component })),
  ),
);

const paths = new Set([
  ...places.flatMap(({ segment, field, component }) => pathOfPlace(segment, field, component) ?? []),
  ...vitalCodes.flatMap(({ key }) => (key === 'bmi' ? [] : [`measurements.${key}`])),
  ...diagnosticCodes.map(({ key }) => `vision.${key === 'lens' ? 'lensOther' : key}`),
]);

const rooms: Readonly<Record<string, readonly string[]>> = {
  student: Object.keys(studentSchema.shape),
  school: Object.keys(schoolSchema.shape),
  clinician: Object.keys(accountInputSchema.shape),
  record: Object.keys(recordSchema.shape),
  profile: Object.keys(profileSchema.shape),
  measurements: measurementKeys,
  vision: Object.keys(assessmentInputSchema.shape.vision.unwrap().shape),
};

it('names only fields that a person can find: in a form, in the settings or in the profile', () => {
  const unknown = [...paths].filter((path) => {
    const [room = '', key] = path.split('.');
    return key === undefined
      ? room !== 'visitNumber' && !(room in assessmentInputSchema.shape)
      : !rooms[room]?.includes(key);
  });

  expect(paths.size).toBeGreaterThan(50);
  expect(unknown).toEqual([]);
});

it('has words for each of them', () => {
  const wordless = [...paths].filter((path) => {
    const found = path.split('.').reduce<unknown>((tree, key) => (tree as never)?.[key], en.fields);
    return typeof found !== 'string';
  });

  expect(wordless).toEqual([]);
});

it('leaves unnamed only what nobody fills in', () => {
  const unnamed = Object.entries(dictionary).flatMap(([segment, rules]) =>
    Object.keys(rules)
      .filter((field) => pathOfPlace(segment, Number(field)) === null)
      .map((field) => `${segment}-${field}`),
  );

  // Separators, set ids, codes that a builder writes, times of the machine; OBX by the code of its result (pathOfFault).
  expect(unnamed).toEqual([
    ...['MSH-1', 'MSH-2', 'MSH-7', 'MSH-15', 'MSH-16', 'EVN-1', 'PID-1', 'PID-30', 'NK1-1', 'PV1-1', 'PV1-2'],
    ...['ORC-1', 'ORC-5', 'OBR-1', 'OBR-4', 'OBR-22', 'OBR-25'],
    ...['OBX-1', 'OBX-2', 'OBX-3', 'OBX-5', 'OBX-6', 'OBX-7', 'OBX-8', 'OBX-11'],
    ...['DG1-1', 'DG1-6', 'DG1-15', 'PRB-1', 'PRB-2', 'NTE-1', 'NTE-2'],
  ]);
});

import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { ChannelInput } from '../core/contract/channels.ts';
import type { Student } from '../core/contract/student.ts';
import { type Clinic, type ClinicOptions, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

/** Students who are in no roster, through the whole application on a real database and receiver. */
let clinic: Clinic | undefined;

afterEach(async () => {
  await clinic?.close();
  clinic = undefined;
});

async function open(options: ClinicOptions = {}): Promise<Clinic> {
  clinic = await openClinic(options);
  return clinic;
}

const layla: Student = {
  studentNumber: 'N900001',
  givenName: 'Layla',
  familyName: 'Al Suwaidi',
  middleName: null,
  givenNameArabic: 'ليلى',
  familyNameArabic: 'السويدي',
  middleNameArabic: null,
  dateOfBirth: '2017-05-04',
  sex: 'F',
  nationality: 'ARE',
  emiratesId: '784201700000017',
  grade: '3',
  className: '3 A',
  address: null,
  city: null,
  homePhone: null,
  mobilePhone: null,
  guardianName: null,
  guardianRelation: null,
  guardianPhone: null,
  religion: null,
  allergies: [],
};

async function form(of: Clinic, change: Partial<Student> = {}): Promise<ChannelInput<'student.add'>> {
  const [school] = await must(of.client, 'school.list', {});
  return { changeId: randomUUID(), schoolId: school?.id ?? 0, student: { ...layla, ...change } };
}

async function add(of: Clinic, change: Partial<Student> = {}) {
  const result = await must(of.client, 'student.add', await form(of, change));
  if (result.kind !== 'added') throw new Error('not added');
  return result.student;
}

const find = async (of: Clinic, text: string) =>
  (await must(of.client, 'student.search', { text, limit: 10 })).map(({ studentNumber }) => studentNumber);

it('is found by name and card at once, and the audit trail says who added it without saying who it is', async () => {
  const of = await open();
  const student = await add(of);

  expect(student).toMatchObject({ ...layla, schoolName: 'Al Reem Model School', lastVisitAt: null });
  expect(await find(of, 'ليلى سويدي')).toEqual(['N900001']);
  expect(await find(of, '784-2017-0000001-7')).toEqual(['N900001']);
  const { rows } = await must(of.client, 'audit.query', {
    filter: { action: 'student.add' },
    offset: 0,
    limit: 10,
  });
  expect(rows).toMatchObject([{ actor: 'Mariam', subject: `student:${student.id}`, outcome: 'ok' }]);
  expect(JSON.stringify(rows)).not.toMatch(/Layla|Suwaidi|784|N900001/);
});

it('sends nothing by itself; the first assessment registers the student before its visit, where the profile says so', async () => {
  const of = await open({ profile: { events: { A28: true } } });
  const student = await add(of, { emiratesId: null, noCardReason: 'residentWithoutCard' });
  expect(await of.rows()).toEqual([]);

  const now = Date.now();
  await must(of.client, 'assessment.save', {
    id: randomUUID(),
    studentId: student.id,
    kind: 'annual',
    visitStartedAt: now,
    measuredAt: now,
    measurements: { heightCm: 120 },
  });
  const received = () => of.receiver().received();
  await until('three messages', () => received().length === 3);

  expect(received().map(({ kind }) => kind)).toEqual(['ADT^A28', 'ADT^A04', 'ORU^R01']);
  // A resident without a card: fifteen times the digit that DoH's claims use for one.
  expect(Buffer.from(received()[0]?.bytes ?? []).toString()).toContain('|111111111111111|');
});

it('adds one student, however often the form is saved', async () => {
  const of = await open();
  const saved = await form(of);

  const first = await must(of.client, 'student.add', saved);
  const again = await must(of.client, 'student.add', saved);

  expect(again).toEqual(first);
  expect(await find(of, 'N900001')).toHaveLength(1);
});

it('shows who may be the same child first, and adds it when a person has looked', async () => {
  const of = await open();
  const known = await add(of);
  const sameCard = await form(of, {
    studentNumber: 'N900002',
    givenName: 'Lulwa',
    dateOfBirth: '2016-01-01',
  });
  const sameName = await form(of, {
    studentNumber: 'N900003',
    givenName: 'Al-Suwaidi',
    familyName: 'layla',
    emiratesId: null,
  });
  const sameArabic = await form(of, {
    studentNumber: 'N900004',
    givenName: 'Leila',
    givenNameArabic: 'ليلي',
    emiratesId: null,
  });
  const otherBirth = await form(of, {
    studentNumber: 'N900005',
    dateOfBirth: '2017-05-05',
    emiratesId: null,
  });

  const why = async (given: ChannelInput<'student.add'>) => {
    const answer = await must(of.client, 'student.add', given);
    return answer.kind === 'alike' ? answer.alike.map(({ same, student: { id } }) => [same, id]) : [];
  };
  expect(await why(sameCard)).toEqual([['emiratesId', known.id]]);
  expect(await why(sameName)).toEqual([['nameAndBirth', known.id]]);
  expect(await why(sameArabic)).toEqual([['nameAndBirth', known.id]]);
  expect(await find(of, 'N90000')).toEqual(['N900001']);
  expect(await why(otherBirth)).toEqual([]);

  expect(await must(of.client, 'student.add', { ...sameCard, seen: [known.id] })).toMatchObject({
    kind: 'added',
    student: { studentNumber: 'N900002' },
  });
});

it('refuses a number that another student of the school has, and what cannot be true', async () => {
  const of = await open();
  await add(of);

  const refused = await of.client.call(
    'student.add',
    await form(of, { studentNumber: ' n900001', dateOfBirth: '2099-01-01', emiratesId: null }),
  );

  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: 'BAD_INPUT',
      fields: [
        { path: 'student.dateOfBirth', rule: 'inFuture' },
        { path: 'student.studentNumber', rule: 'numberTaken' },
      ],
    },
  });
  const nowhere = { ...(await form(of, { studentNumber: 'N900009' })), schoolId: 99 };
  expect(await of.client.call('student.add', nowhere)).toMatchObject({ error: { code: 'NOT_FOUND' } });
});

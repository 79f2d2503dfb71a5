import { expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { ClassSummary } from '../contract/class.ts';
import { classHandlers, dayOf } from './classes.ts';
import type { ClassStore } from './ports.ts';

const nurse: Caller = { signedIn: { accountId: 2, name: 'Huda', role: 'nurse' }, become() {} };
// 25 November 2026, 01:00 in Dubai: still the 24th in UTC.
const night = Date.UTC(2026, 10, 24, 21);

function summary(grade: string, className: string, schoolId = 1): ClassSummary {
  return { schoolId, schoolName: `School ${schoolId}`, grade, className, students: 26, done: 0 };
}

function handlers(list: readonly ClassSummary[], kept = new Map<string, string>(), now = night) {
  const asked: string[] = [];
  const classes: ClassStore = {
    list(day) {
      asked.push(day.date);
      return list;
    },
    members: () => [],
    mark: (studentId) => studentId === 1,
  };
  const settings = {
    value: (key: string) => kept.get(key) ?? null,
    setValue: (key: string, value: string) => void kept.set(key, value),
  };
  const parts = { classes, settings, clock: { nowMs: () => now } } as unknown as Parameters<
    typeof classHandlers
  >[0];
  return { ...classHandlers(parts), asked };
}

it('lists classes from the youngest to the oldest, school by school', async () => {
  const list = [
    summary('10', '10 A'),
    summary('2', '2 B'),
    summary('KG2', 'A'),
    summary('2', '2 A'),
    summary('1', 'A', 2),
  ];

  const found = await handlers(list)['class.list']({}, nurse);

  if (!found.ok) throw new Error(found.error.code);
  expect(found.value.classes.map(({ schoolId, className }) => `${schoolId} ${className}`)).toEqual([
    '1 A',
    '1 2 A',
    '1 2 B',
    '1 10 A',
    '2 A',
  ]);
});

it('counts the day by the clock of Dubai', async () => {
  const { asked, ...each } = handlers([]);

  await each['class.list']({}, nurse);

  expect(asked).toEqual(['2026-11-25']);
  expect(dayOf(night).startsAt).toBe(Date.UTC(2026, 10, 24, 20));
});

it('remembers the class of a person for the day', async () => {
  const kept = new Map<string, string>();
  const list = [summary('5', '5 B')];
  const key = { schoolId: 1, grade: '5', className: '5 B' };
  await handlers(list, kept)['class.open'](key, nurse);

  const opened = async (caller: Caller, now = night) => {
    const found = await handlers(list, kept, now)['class.list']({}, caller);
    return found.ok ? found.value.opened : found.error;
  };

  expect(await opened(nurse)).toEqual(key);
  expect(await opened({ ...nurse, signedIn: { accountId: 3, name: 'Mona', role: 'nurse' } })).toBeNull();
  expect(await opened(nurse, night + 86_400_000)).toBeNull();
});

it('says when a student is not there any more', async () => {
  const each = handlers([]);

  expect(await each['class.mark']({ studentId: 1, absence: 'absent' }, nurse)).toEqual({
    ok: true,
    value: {},
  });
  expect(await each['class.mark']({ studentId: 9, absence: null }, nurse)).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
});

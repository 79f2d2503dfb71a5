import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { ClassMember } from '../../core/contract/class.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { chooseOutcome, field } from './form-fixture.tsx';
import { maryam, otherMaryam, showPage } from './page-fixture.tsx';

afterEach(cleanup);

const key = { schoolId: 1, grade: '4', className: '4 B' };
const summary = { ...key, schoolName: 'Al Reem Model School', students: 2, done: 0 };

/** A class of two whose states main keeps. */
async function openClass(more: Parameters<typeof showPage>[0] = {}) {
  const states = new Map<number, ClassMember['state']>();
  const member = (student: typeof maryam): ClassMember => {
    const state = states.get(student.id) ?? 'notYet';
    return { student, state, at: state === 'notYet' ? null : 1, by: state === 'notYet' ? null : 'huda' };
  };
  const page = await showPage({
    'class.list': () => ok({ classes: [summary], opened: null }),
    'class.open': () => ok([member(maryam), member(otherMaryam)]),
    'class.mark': ({ studentId, absence }) => {
      states.set(studentId, absence ?? 'notYet');
      return ok({});
    },
    'assessment.save': ({ id, studentId }) => {
      states.set(studentId, 'done');
      return ok({ assessmentId: id, messageIds: [1], willSend: 'now' });
    },
    ...more,
  });
  await userEvent.selectOptions(await screen.findByLabelText('Class'), JSON.stringify([1, '4', '4 B']));
  await userEvent.click(screen.getByRole('button', { name: 'Start class' }));
  await screen.findByLabelText('Height');
  return page;
}

it('begins with the first who is not done, and Enter on the outcome saves and goes on', async () => {
  const { inputsOf } = await openClass();
  await waitFor(() => expect(document.activeElement).toBe(field('Height')));

  await userEvent.keyboard('141');
  chooseOutcome();
  screen.getByRole('radio', { name: 'No concern' }).focus();
  await userEvent.keyboard('{Enter}');
  await screen.findByText('1 of 2 done');

  expect(inputsOf('assessment.save')[0]).toMatchObject({ studentId: maryam.id });
  expect(field('Height').value).toBe('');
  await waitFor(() => expect(document.activeElement).toBe(field('Height')));
  await userEvent.keyboard('142');
  chooseOutcome();
  await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');

  expect(await screen.findByText('Nobody is left in this class today.')).toBeTruthy();
  expect(inputsOf('assessment.save')[1]).toMatchObject({ studentId: otherMaryam.id });
});

it('notes an absence, goes on, and takes it back', async () => {
  const { inputsOf } = await openClass();

  await userEvent.click(screen.getByRole('button', { name: /^Absent: Maryam/ }));
  await screen.findByText('0 of 2 done · 1 absent');
  expect(inputsOf('class.mark')).toEqual([{ studentId: maryam.id, absence: 'absent' }]);
  await userEvent.click(screen.getByRole('button', { name: /^Take back: Maryam/ }));

  expect(await screen.findByText('0 of 2 done')).toBeTruthy();
  expect(inputsOf('class.mark').at(-1)).toEqual({ studentId: maryam.id, absence: null });
});

it('stays with the student when the save failed', async () => {
  await openClass({ 'assessment.save': () => fail('NOT_SAVED', '') });

  await userEvent.type(field('Height'), '141');
  chooseOutcome();
  await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');

  expect(await screen.findByText('Not saved. Your entries are still here.')).toBeTruthy();
  expect(field('Height').value).toBe('141');
  expect(screen.getByText('0 of 2 done')).toBeTruthy();
});

it('says why a class could not be shown', async () => {
  await showPage({ 'class.list': () => fail('INTERNAL', '') });

  expect(await screen.findByText(/The class could not be shown/)).toBeTruthy();
});

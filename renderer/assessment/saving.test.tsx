import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import {
  chooseOutcome,
  clinicalValues,
  emptyFields,
  field,
  fillEverything,
  finder,
  openEverything,
  openForm,
  save,
  saveButton,
} from './form-fixture.tsx';

afterEach(cleanup);

it('has no value of the last child in any field after a save', async () => {
  const { inputsOf } = await openForm();
  fillEverything();
  expect(emptyFields(field('Height').form as HTMLElement)).toEqual(['visionTested']);

  await save();
  expect(await screen.findByText('Saved. Sending now')).toBeTruthy();
  expect(document.activeElement).toBe(await finder());
  await userEvent.click(screen.getByRole('button', { name: /Maryam Al Zaabi/ }));
  await screen.findByLabelText('Height');
  openEverything();

  expect(new Set(clinicalValues(field('Height').form as HTMLElement))).toEqual(new Set(['', false]));
  expect(inputsOf('assessment.save')).toHaveLength(1);
});

it('uses a new id for each assessment', async () => {
  const { inputsOf } = await openForm();
  await userEvent.type(field('Height'), '141');
  await save();
  await finder();
  await userEvent.click(screen.getByRole('button', { name: /Maryam Al Zaabi/ }));
  await userEvent.type(await screen.findByLabelText('Height'), '142');
  await save();
  await finder();

  const ids = inputsOf('assessment.save').map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

it.each([
  ['now', 'Saved. Sending now'],
  ['whenOnline', 'Saved. Will be sent when online'],
  ['afterSetup', 'Saved. Will be sent when the set-up is complete'],
] as const)('says what main answered: %s', async (willSend, words) => {
  await openForm({
    'assessment.save': ({ id }) => ok({ assessmentId: id, messageIds: [], willSend }),
  });
  await userEvent.type(field('Height'), '141');

  await save();

  expect(await screen.findByText(words)).toBeTruthy();
});

it('keeps every entry when main could not save, and saves the same assessment by Try again', async () => {
  let fails = true;
  const { inputsOf } = await openForm({
    'assessment.save': ({ id }) =>
      fails ? fail('NOT_SAVED', '') : ok({ assessmentId: id, messageIds: [], willSend: 'now' }),
  });
  fillEverything();
  const before = clinicalValues(field('Height').form as HTMLElement);

  await save();
  const title = await screen.findByText('Not saved. Your entries are still here.');
  expect(title.closest('[role=alert]')).toBeTruthy();
  expect(clinicalValues(field('Height').form as HTMLElement)).toEqual(before);
  expect(screen.queryByText(/^Saved\./)).toBeNull();
  const again = screen.getByRole('button', { name: 'Try again' });
  expect(document.activeElement).toBe(again);
  fails = false;
  await userEvent.click(again);

  expect(await screen.findByText('Saved. Sending now')).toBeTruthy();
  const [first, second] = inputsOf('assessment.save');
  expect(second).toMatchObject({ id: first?.id, measurements: first?.measurements });
});

it('asks main once, however often Save is pressed', async () => {
  let answer: () => void = () => {};
  const { inputsOf } = await openForm({
    'assessment.save': ({ id }) =>
      new Promise((resolve) => {
        answer = () => resolve(ok({ assessmentId: id, messageIds: [], willSend: 'now' }));
      }),
  });
  fireEvent.change(field('Height'), { target: { value: '141' } });

  chooseOutcome();
  const button = saveButton();
  for (let click = 0; click < 5; click += 1) fireEvent.click(button);
  fireEvent.keyDown(field('Height'), { key: 'Enter', ctrlKey: true });
  await screen.findByRole('button', { name: 'Saving...' });
  fireEvent.click(screen.getByRole('button', { name: 'Saving...' }));

  expect(inputsOf('assessment.save')).toHaveLength(1);
  expect(screen.queryByText(/^Saved\./)).toBeNull();
  // What would be typed now would be lost.
  expect(field('Height').closest('[inert]')).toBeTruthy();
  answer();
  expect(await screen.findByText('Saved. Sending now')).toBeTruthy();
  expect(inputsOf('assessment.save')).toHaveLength(1);
});

it('puts what main refused at its field', async () => {
  await openForm({
    'assessment.save': () =>
      fail('BAD_INPUT', '', [{ path: 'measurements.weightKg', rule: 'range', params: { min: 8, max: 200 } }]),
  });
  await userEvent.type(field('Weight'), '35');

  await save();

  await waitFor(() => expect(field('Weight').getAttribute('aria-invalid')).toBe('true'));
  expect(screen.queryByText(/Not saved/)).toBeNull();
});

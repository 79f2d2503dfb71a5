import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import { maryam, showPage } from './page-fixture.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const finder = () => screen.findByRole('combobox', { name: /Name, student number/ });

async function openForm(more: Parameters<typeof showPage>[0] = {}) {
  const page = await showPage(more);
  await userEvent.click(await screen.findByRole('button', { name: /Maryam Al Zaabi/ }));
  await screen.findByLabelText('Height');
  return page;
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

/** What a screen reader says of a field beside its name. */
function description(input: HTMLElement): string {
  const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' | ');
}

const saveButton = () => screen.getByRole('button', { name: 'Save assessment' });

/** Everything of the form that a nurse can fill in, as it stands. */
function clinicalValues(form: HTMLElement): readonly (string | boolean)[] {
  const fields = form.querySelectorAll<HTMLInputElement>('input, select, textarea');
  return [...fields]
    .filter(({ type, value }) => type !== 'radio' && !/^\d\d\/\d\d\/\d{4}$/.test(value))
    .map((each) => (each.type === 'checkbox' ? each.checked : each.value));
}

async function fillEverything() {
  for (const [label, value] of [
    ['Height', '141'],
    ['Weight', '35'],
    ['Waist', '60'],
    ['Systolic blood pressure', '100'],
    ['Diastolic blood pressure', '60'],
    ['Temperature', '36.8'],
    ['Pulse', '80'],
    ['Breathing rate', '18'],
    ['Oxygen saturation', '99'],
    ['Notes of the nurse', 'well'],
  ] as const) {
    fireEvent.change(field(label), { target: { value } });
  }
  await userEvent.click(screen.getByRole('checkbox', { name: 'Wears glasses' }));
  for (const label of ['Right eye', 'Left eye', 'Right eye with glasses', 'Left eye with glasses']) {
    fireEvent.change(field(label), { target: { value: '6/6' } });
  }
  fireEvent.change(field('Colour vision'), { target: { value: 'normal' } });
}

it('starts blank for a student who was here before, with the last values beside the fields', async () => {
  await openForm();

  const form = field('Height').form as HTMLElement;
  expect(new Set(clinicalValues(form))).toEqual(new Set(['', false]));
  await waitFor(() => expect(description(field('Height'))).toContain('Last time 138 cm, 28 Jan 2026'));
});

it('has no value of the last child in any field after a save', async () => {
  const { inputsOf } = await openForm();
  await fillEverything();
  const form = field('Height').form as HTMLElement;
  expect(clinicalValues(form).filter((value) => value === '' || value === false)).toEqual([]);

  await userEvent.click(saveButton());
  expect(await screen.findByText('Saved. Sending now')).toBeTruthy();
  expect(document.activeElement).toBe(await finder());
  await userEvent.click(screen.getByRole('button', { name: /Maryam Al Zaabi/ }));
  await screen.findByLabelText('Height');

  expect(new Set(clinicalValues(field('Height').form as HTMLElement))).toEqual(new Set(['', false]));
  expect(inputsOf('assessment.save')).toHaveLength(1);
});

it('uses a new id for each assessment', async () => {
  const { inputsOf } = await openForm();
  await userEvent.type(field('Height'), '141');
  await userEvent.click(saveButton());
  await finder();
  await userEvent.click(screen.getByRole('button', { name: /Maryam Al Zaabi/ }));
  await userEvent.type(await screen.findByLabelText('Height'), '142');
  await userEvent.click(saveButton());
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

  await userEvent.click(saveButton());

  expect(await screen.findByText(words)).toBeTruthy();
});

it('keeps every entry when main could not save, and saves the same assessment by Try again', async () => {
  let fails = true;
  const { inputsOf } = await openForm({
    'assessment.save': ({ id }) =>
      fails ? fail('NOT_SAVED', '') : ok({ assessmentId: id, messageIds: [], willSend: 'now' }),
  });
  await fillEverything();
  const before = clinicalValues(field('Height').form as HTMLElement);

  await userEvent.click(saveButton());
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

it('takes Arabic digits and a comma, and leaves letters out with a word', async () => {
  const { inputsOf } = await openForm();

  await userEvent.type(field('Height'), '١٤١٫٥');
  await userEvent.type(field('Weight'), '35,2');
  await userEvent.type(field('Waist'), '6a0');

  expect([field('Height').value, field('Weight').value, field('Waist').value]).toEqual([
    '141.5',
    '35.2',
    '60',
  ]);
  expect(screen.getByText('Numbers only. Letters were left out.')).toBeTruthy();
  await userEvent.click(saveButton());
  await finder();
  expect(inputsOf('assessment.save')[0]).toMatchObject({
    measurements: { heightCm: 141.5, weightKg: 35.2, waistCm: 60 },
  });
});

it('refuses an impossible value when the field is left, with the range, and does not save it', async () => {
  const { inputsOf } = await openForm();

  await userEvent.type(field('Height'), '300');
  expect(field('Height').getAttribute('aria-invalid')).toBeNull();
  await userEvent.tab();
  await waitFor(() => expect(field('Height').getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getAllByText(/Possible values are/)[0]?.textContent).toContain('60 to 220 cm');
  await userEvent.click(saveButton());

  expect(await screen.findByText('1 value must be corrected')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(field('Height')));
  field('Weight').focus();
  await userEvent.click(screen.getByRole('button', { name: 'Height' }));
  expect(document.activeElement).toBe(field('Height'));
  expect(inputsOf('assessment.save')).toEqual([]);
});

it('leads to the field that is missing, and forgets the complaint when it is filled', async () => {
  const { inputsOf } = await openForm();

  await userEvent.type(field('Systolic blood pressure'), '100');
  await userEvent.click(saveButton());
  expect((await screen.findAllByText('Enter both pressures, upper and lower.')).length).toBe(2);
  await waitFor(() => expect(document.activeElement).toBe(field('Diastolic blood pressure')));
  await userEvent.keyboard('60');

  expect(screen.queryByText('Enter both pressures, upper and lower.')).toBeNull();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await finder();
  expect(inputsOf('assessment.save')).toHaveLength(1);
});

it('puts what main refused at its field', async () => {
  await openForm({
    'assessment.save': () =>
      fail('BAD_INPUT', '', [{ path: 'measurements.weightKg', rule: 'range', params: { min: 8, max: 200 } }]),
  });
  await userEvent.type(field('Weight'), '35');

  await userEvent.click(saveButton());

  await waitFor(() => expect(field('Weight').getAttribute('aria-invalid')).toBe('true'));
  expect(screen.queryByText(/Not saved/)).toBeNull();
});

it('warns about an unusual value, never blocks, and asks anew when the value changes', async () => {
  const { inputsOf } = await openForm();

  await userEvent.type(field('Height'), '165');
  expect(screen.queryByText(/Unusual for age/)).toBeNull();
  await userEvent.tab();
  expect((await screen.findAllByText(/Unusual for age 10/)).length).toBe(2);
  await userEvent.click(screen.getByRole('button', { name: 'This value is correct' }));
  expect(screen.queryByText(/Unusual for age/)).toBeNull();
  expect(screen.getByText('You confirmed this value.')).toBeTruthy();
  expect(document.activeElement).toBe(saveButton());
  await userEvent.clear(field('Height'));
  await userEvent.type(field('Height'), '166');
  await userEvent.tab();

  expect((await screen.findAllByText(/Unusual for age 10/)).length).toBe(2);
  await userEvent.click(saveButton());
  await finder();
  expect(inputsOf('assessment.save')[0]).toMatchObject({ measurements: { heightCm: 166 } });
});

it('computes the BMI while the nurse types', async () => {
  await openForm();

  await userEvent.type(field('Height'), '141');
  expect(screen.getByRole('status', { name: 'BMI' }).textContent).toBe('–');
  await userEvent.type(field('Weight'), '35');

  expect(screen.getByRole('status', { name: 'BMI' }).textContent).toBe('17.6');
});

it('goes from field to field by Enter', async () => {
  await openForm();

  await waitFor(() => expect(document.activeElement).toBe(field('Height')));
  await userEvent.keyboard('141{Enter}35{Enter}{Enter}100{Enter}60{Enter}');

  expect(document.activeElement).toBe(field('Temperature'));
  expect(field('Weight').value).toBe('35');
  field('Annual screening').focus();
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(field('Visit date'));
});

it('keeps what was typed for the wrong student as that student’s draft', async () => {
  const { inputsOf } = await openForm();
  await userEvent.type(field('Height'), '141');

  await userEvent.click(screen.getByRole('button', { name: 'Change student' }));

  expect(document.activeElement).toBe(await finder());
  await waitFor(() =>
    expect(inputsOf('draft.save').at(-1)).toMatchObject({
      studentId: maryam.id,
      fields: { heightCm: '141' },
    }),
  );
  expect(inputsOf('draft.discard')).toEqual([]);
});

it('speaks Arabic, with the Arabic name', async () => {
  await showPage({}, 'ar');

  await userEvent.click(await screen.findByRole('button', { name: /مريم الزعابي/ }));

  expect(await screen.findByLabelText('الطول')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'مريم الزعابي' })).toBeTruthy();
});

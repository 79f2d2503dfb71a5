import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { push } from '../testing/fake-host.tsx';
import { clinicalValues, field, finder, openForm, save, saveButton } from './form-fixture.tsx';
import { maryam, showPage } from './page-fixture.tsx';

afterEach(cleanup);

/** What a screen reader says of a field beside its name. */
function description(input: HTMLElement): string {
  const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' | ');
}

it('starts blank for a student who was here before, with the last values beside the fields', async () => {
  await openForm();

  const form = field('Height').form as HTMLElement;
  expect(new Set(clinicalValues(form))).toEqual(new Set(['', false]));
  await waitFor(() => expect(description(field('Height'))).toContain('Last time 138 cm, 28 Jan 2026'));
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
  await save();
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
  await save();

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
  await save();
  expect((await screen.findAllByText('Enter both pressures, upper and lower.')).length).toBe(2);
  await waitFor(() => expect(document.activeElement).toBe(field('Diastolic blood pressure')));
  await userEvent.keyboard('60');

  expect(screen.queryByText('Enter both pressures, upper and lower.')).toBeNull();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await finder();
  expect(inputsOf('assessment.save')).toHaveLength(1);
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
  await save();
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
  await userEvent.keyboard('141{Enter}35{Enter}{Enter}{Enter}100{Enter}60{Enter}');

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

it('begins nothing new on a full disk, and lets a form that is open go on [faults 3, A6]', async () => {
  const full = [{ code: 'DISK_FULL', level: 'red', since: null }] as const;
  const { stop } = await openForm();
  await userEvent.type(field('Height'), '141');

  push('alerts', { alerts: [...full] });
  expect(field('Height').value).toBe('141');
  stop();
  cleanup();

  await showPage({ 'health.get': () => ok(fakeHealth({ alerts: [...full] })) });
  expect(await screen.findByRole('heading', { name: 'The disk of this PC is full.' })).toBeTruthy();
  expect(screen.getByText(/use paper/)).toBeTruthy();
});

import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { showPage } from './page-fixture.tsx';

/** The field that finds a student. */
export const finder = () => screen.findByRole('combobox', { name: /Name, student number/ });

/** Opens the form for Maryam, one of the recent students. */
export async function openForm(more: Parameters<typeof showPage>[0] = {}) {
  const page = await showPage(more);
  await userEvent.click(await screen.findByRole('button', { name: /Maryam Al Zaabi/ }));
  await screen.findByLabelText('Height');
  return page;
}

/** A field of the form by its label. */
export const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

/** The one button that saves. */
export const saveButton = () => screen.getByRole('button', { name: 'Save assessment' });

/** Everything of the form that a nurse can fill in, as it stands. */
export function clinicalValues(form: HTMLElement): readonly (string | boolean)[] {
  const fields = form.querySelectorAll<HTMLInputElement>('input, select, textarea');
  return [...fields]
    .filter(({ type, value }) => type !== 'radio' && !/^\d\d\/\d\d\/\d{4}$/.test(value))
    .map((each) => (each.type === 'checkbox' ? each.checked : each.value));
}

/** Fills every clinical field of the form. */
export async function fillEverything() {
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

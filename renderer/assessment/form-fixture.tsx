import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect } from 'vitest';
import { showPage } from './page-fixture.tsx';

/** The field that finds a student. */
export const finder = () => screen.findByRole('combobox', { name: /Name, student number/ });

/** Opens the form for Maryam, one of the recent students. */
export async function openForm(more: Parameters<typeof showPage>[0] = {}) {
  const page = await showPage(more);
  await userEvent.click(await screen.findByRole('button', { name: /Maryam Al Zaabi/ }));
  await screen.findByLabelText('Height');
  // It puts the cursor into its first field a moment later; before that a key goes nowhere.
  await waitFor(() => expect(document.activeElement?.closest('form')).not.toBeNull());
  return page;
}

/** A field of the form by its label. */
export const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

/** The one button that saves. */
export const saveButton = () => screen.getByRole('button', { name: 'Save assessment' });

/** The answer that only a click can give. */
export const chooseOutcome = () => fireEvent.click(screen.getByRole('radio', { name: 'No concern' }));

/** Says that there is no concern, unless an outcome was chosen, and presses the one button. */
export async function save() {
  const chosen = document.querySelector('input[name=outcome]:checked');
  if (!chosen) chooseOutcome();
  await userEvent.click(saveButton());
}

/** Everything of the form that a nurse can fill in, as it stands. */
export function clinicalValues(form: HTMLElement): readonly (string | boolean)[] {
  const fields = form.querySelectorAll<HTMLInputElement>('input, select, textarea');
  return [...fields]
    .filter(({ name, value }) => name !== 'kind' && !/^\d\d\/\d\d\/\d{4}$/.test(value))
    .map((each) => (each.type === 'checkbox' || each.type === 'radio' ? each.checked : each.value));
}

/** Names of the fields in which nothing was entered; a list that only adds rows has no name. */
export function emptyFields(form: HTMLElement): readonly string[] {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input, select, textarea')];
  const chosen = new Set(fields.filter(({ checked }) => checked).map(({ name }) => name));
  return fields
    .filter(({ type, value, name }) =>
      type === 'radio' || type === 'checkbox' ? !chosen.has(name) : value === '',
    )
    .map(({ name }) => name)
    .filter((name) => name !== '');
}

/** Opens everything that is closed. */
export function openEverything() {
  for (const button of document.querySelectorAll('form [aria-expanded="false"]')) fireEvent.click(button);
}

/** Fills every field of the form that stands open; lists take their first answer. */
export function fillEverything(): void {
  openEverything();
  fireEvent.change(field('Corrective lenses'), { target: { value: 'other' } });
  fireEvent.click(screen.getByRole('radio', { name: 'Refer' }));
  const numbers: Readonly<Record<string, string>> = { heightCm: '141', weightKg: '35', waistCm: '60' };
  const fields = [...document.querySelectorAll<HTMLInputElement>('form input, form select, form textarea')];
  for (const each of fields) {
    if (each.type === 'radio' || /^\d\d\/\d\d\/\d{4}$/.test(each.value)) continue;
    // Both say that something was not done.
    if (each.name === 'visionTested' || each.name.startsWith('notDone_')) continue;
    if (each.type === 'checkbox') fireEvent.click(each);
    else if (each instanceof HTMLSelectElement) {
      const answer = each.value || (each.options[1]?.value ?? '');
      fireEvent.change(each, { target: { value: answer } });
    } else fireEvent.change(each, { target: { value: sample(each, numbers) } });
  }
}

function sample({ name, inputMode }: HTMLInputElement, known: Readonly<Record<string, string>>): string {
  if (known[name]) return known[name];
  if (name.endsWith('ystolicMmHg')) return '100';
  if (name.endsWith('iastolicMmHg')) return '60';
  if (name === 'bloodTakenOn') return '24/11/2025';
  const middle: Readonly<Record<string, string>> = {
    temperatureCel: '36.8',
    oxygenSaturationPct: '99',
    heartRatePerMin: '80',
    respiratoryRatePerMin: '18',
    haemoglobinGPerDl: '12.5',
    bmiZScore: '0.4',
  };
  return middle[name] ?? (inputMode === 'decimal' ? '1' : 'words');
}

import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { Draft } from '../../core/contract/assessment.ts';
import { ok } from '../../core/contract/result.ts';
import { field, openForm, save } from './form-fixture.tsx';
import { maryam, showPage } from './page-fixture.tsx';

afterEach(cleanup);

const askers = () => screen.queryAllByRole('button', { name: 'Not measured? Give a reason' });
const label = 'Height not measured, because';

it('offers reasons closed, opens them by keyboard, and records what was chosen', async () => {
  const { inputsOf } = await openForm();
  expect(askers().map((button) => button.getAttribute('aria-expanded'))).toEqual(['false', 'false', 'false']);
  expect(screen.queryByLabelText(label)).toBeNull();

  askers()[0]?.focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.selectOptions(field(label), 'other');
  await userEvent.type(screen.getByLabelText(/^Height: the other reason/), 'wheelchair');
  await userEvent.type(field('Weight'), '35');
  await save();
  await screen.findByText('Saved. Sending now');

  expect(inputsOf('assessment.save')[0]?.record).toMatchObject({
    notMeasured: { heightCm: { reason: 'other', note: 'wheelchair' } },
  });
});

it('asks for no reason where there is a value, and keeps one in sight that speaks against it', async () => {
  await openForm();
  await userEvent.click(askers()[0] as HTMLElement);
  await userEvent.selectOptions(field(label), 'refused');
  await userEvent.type(field('Weight'), '35');
  await userEvent.type(field('Height'), '141');

  expect(screen.queryByLabelText('Weight not measured, because')).toBeNull();
  await save();

  expect(document.activeElement).toBe(field(label));
});

it('shows the reasons of a draft, opened, and names them when they are closed', async () => {
  const draft: Draft = {
    id: '7b0d9f5e-8f4c-4c47-9a52-1f1f0a0a0001',
    studentId: maryam.id,
    fields: { notDone_colour: 'noEquipment', notDone_heightCm: 'other', notDoneNote_heightCm: 'in a cast' },
    updatedAt: Date.UTC(2026, 10, 24, 7, 42),
  };
  const { fields: _, ...listed } = draft;
  await showPage({ 'draft.list': () => ok([listed]), 'draft.get': () => ok(draft) });
  await userEvent.click(await screen.findByRole('button', { name: /^Continue/ }));

  expect((await screen.findByLabelText<HTMLSelectElement>(label)).value).toBe('other');
  expect(screen.getByLabelText<HTMLInputElement>(/^Height: the other reason/).value).toBe('in a cast');
  expect(field('Colour vision not tested, because').value).toBe('noEquipment');
  await userEvent.click(screen.getByRole('button', { name: 'Not measured: Height' }));
  expect(screen.queryByLabelText(label)).toBeNull();
});

import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Draft } from '../../core/contract/assessment.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { chooseOutcome } from './form-fixture.tsx';
import { maryam, showPage } from './page-fixture.tsx';

const draft: Draft = {
  id: '7b0d9f5e-8f4c-4c47-9a52-1f1f0a0a0001',
  studentId: maryam.id,
  fields: { heightCm: '141', weightKg: '3x', notes: 'half a', visitDate: '2026-11-24' },
  updatedAt: Date.UTC(2026, 10, 24, 7, 42),
};
const { fields: _, ...listed } = draft;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function openForm(more: Parameters<typeof showPage>[0] = {}) {
  const page = await showPage(more);
  fireEvent.click(await screen.findByRole('button', { name: /Maryam Al Zaabi/ }));
  await screen.findByLabelText('Height');
  return page;
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('keeps a draft half a second after the last key, not after each', async () => {
  const { inputsOf } = await openForm();

  type('Height', '14');
  await wait(400);
  type('Height', '141');
  await wait(400);
  expect(inputsOf('draft.save')).toEqual([]);
  await wait(150);

  expect(inputsOf('draft.save')).toHaveLength(1);
  expect(inputsOf('draft.save')[0]).toMatchObject({ studentId: maryam.id, fields: { heightCm: '141' } });
  expect(screen.getByText('Draft saved 11:42')).toBeTruthy();
});

it('keeps no draft of a form in which nothing was entered', async () => {
  const { inputsOf } = await openForm();

  fireEvent.click(screen.getByLabelText('Clinic visit'));
  await wait(2000);

  expect(inputsOf('draft.save')).toEqual([]);
});

it('discards the draft when everything was taken out again', async () => {
  const { inputsOf } = await openForm();
  type('Height', '141');
  await wait(600);

  type('Height', '');
  await wait(600);

  expect(inputsOf('draft.discard')).toEqual([{ id: inputsOf('draft.save')[0]?.id }]);
});

it('keeps at once what still waits when the page is left, and when the window closes', async () => {
  const { inputsOf, unmount } = await openForm();

  type('Height', '141');
  window.dispatchEvent(new Event('beforeunload'));
  await wait(0);
  expect(inputsOf('draft.save').at(-1)).toMatchObject({ fields: { heightCm: '141' } });
  type('Height', '142');
  window.dispatchEvent(new Event('pagehide'));
  await wait(0);
  expect(inputsOf('draft.save').at(-1)).toMatchObject({ fields: { heightCm: '142' } });
  type('Height', '143');
  unmount();
  await wait(0);

  expect(inputsOf('draft.save').at(-1)).toMatchObject({ fields: { heightCm: '143' } });
});

it('says when a draft could not be kept', async () => {
  await openForm({ 'draft.save': () => fail('DISK_FULL', '') });

  type('Height', '141');
  await wait(600);

  const words = screen.getByText(/The draft could not be saved/);
  expect(words.getAttribute('role')).toBe('alert');
});

it('saves the assessment under the draft’s id and keeps no draft afterwards', async () => {
  const { inputsOf } = await openForm();
  type('Height', '141');
  await wait(600);

  type('Weight', '35');
  chooseOutcome();
  fireEvent.click(screen.getByRole('button', { name: 'Save assessment' }));
  await screen.findByText('Saved. Sending now');
  await wait(2000);

  expect(inputsOf('draft.save')).toHaveLength(1);
  expect(inputsOf('assessment.save')[0]?.id).toBe(inputsOf('draft.save')[0]?.id);
});

it('keeps a draft again when the save failed', async () => {
  const { inputsOf } = await openForm({ 'assessment.save': () => fail('NOT_SAVED', '') });

  type('Height', '141');
  chooseOutcome();
  fireEvent.click(screen.getByRole('button', { name: 'Save assessment' }));
  await screen.findByText('Not saved. Your entries are still here.');
  await wait(600);

  expect(inputsOf('draft.save').at(-1)).toMatchObject({ fields: { heightCm: '141' } });
});

it('offers an unfinished assessment and goes on with all of it', async () => {
  const { inputsOf } = await showPage({
    'draft.list': () => ok([listed]),
    'draft.get': () => ok(draft),
  });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

  await screen.findByText('We kept your unfinished assessment for Maryam Al Zaabi, 24 Nov, 11:42.');
  await user.click(screen.getByRole('button', { name: /^Continue/ }));
  const height = await screen.findByLabelText<HTMLInputElement>('Height');

  expect(height.value).toBe('141');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Notes of the nurse').value).toBe('half a');
  type('Weight', '35');
  chooseOutcome();
  await user.click(screen.getByRole('button', { name: 'Save assessment' }));
  await screen.findByText('Saved. Sending now');
  expect(inputsOf('assessment.save')[0]).toMatchObject({ id: draft.id, studentId: maryam.id });
});

it('keeps what was confirmed in the draft, and asks no second time when it is resumed', async () => {
  const { inputsOf, unmount } = await openForm();
  type('Height', '190');
  fireEvent.blur(screen.getByLabelText('Height'));
  fireEvent.click(await screen.findByRole('button', { name: 'This value is correct' }));
  await wait(600);
  const fields = inputsOf('draft.save').at(-1)?.fields as Draft['fields'];
  unmount();

  const resumed = await showPage({
    'draft.list': () => ok([listed]),
    'draft.get': () => ok({ ...draft, fields }),
  });
  fireEvent.click(await screen.findByRole('button', { name: /^Continue/ }));

  await screen.findByText('You confirmed this value.');
  expect(screen.queryByRole('button', { name: 'This value is correct' })).toBeNull();
  chooseOutcome();
  fireEvent.click(screen.getByRole('button', { name: 'Save assessment' }));
  await screen.findByText('Saved. Sending now');
  const saved = resumed.inputsOf('assessment.save')[0]?.record as { confirmed?: unknown };
  expect(saved.confirmed).toContainEqual({ path: 'heightCm', rule: 'unusualForAge' });
});

it('discards an unfinished assessment when asked to', async () => {
  let kept = [listed];
  const { inputsOf } = await showPage({
    'draft.list': () => ok(kept),
    'draft.discard': () => {
      kept = [];
      return ok({});
    },
  });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

  await user.click(await screen.findByRole('button', { name: /^Discard/ }));

  await waitFor(() => expect(screen.queryByText(/We kept/)).toBeNull());
  expect(inputsOf('draft.discard')).toEqual([{ id: draft.id }]);
  expect(document.activeElement).toBe(screen.getByRole('combobox'));
});

it('keeps the entries of a draft whose student is gone, for the student who is found', async () => {
  await showPage({
    'draft.list': () => ok([{ ...listed, studentId: 99 }]),
    'draft.get': () => ok({ ...draft, studentId: 99 }),
    'student.get': () => fail('NOT_FOUND', ''),
  });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

  await user.click(await screen.findByRole('button', { name: /^Continue/ }));
  await user.click(await screen.findByRole('button', { name: /Maryam Al Zaabi/ }));

  expect((await screen.findByLabelText<HTMLInputElement>('Height')).value).toBe('141');
});

import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import { maryam, otherMaryam, showPage } from './page-fixture.tsx';

afterEach(cleanup);

const finder = () => screen.findByRole<HTMLInputElement>('combobox', { name: /Name, student number/ });
const marked = () => screen.queryByRole('option', { selected: true });

it('opens with the cursor in the field', async () => {
  await showPage();

  expect(document.activeElement).toBe(await finder());
});

it('tells two children of one name apart', async () => {
  await showPage();

  await userEvent.type(await finder(), 'maryam');

  const options = await screen.findAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual([
    'Maryam Al ZaabiS104207 · Grade 4 · Class 4 B · born 11 Feb 2016Last visit 28 Jan 2026',
    'Maryam Al ZaabiS104208 · Grade 5 · Class 5 A · born 2 Aug 2015No visit yet',
  ]);
  expect(screen.getByRole('status').textContent).toBe('2 students found');
});

it('chooses by keyboard alone', async () => {
  await showPage();
  const field = await finder();

  await userEvent.type(field, 'maryam');
  await screen.findAllByRole('option');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(field.getAttribute('aria-activedescendant')).toBe(marked()?.id);
  await userEvent.keyboard('{Enter}');

  expect(await screen.findByText(/S104208/)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Height')));
  expect(screen.getByLabelText<HTMLInputElement>('Comprehensive screening').checked).toBe(true);
});

it('does not choose by chance: with several children the first Enter only marks one', async () => {
  await showPage();

  await userEvent.type(await finder(), 'maryam');
  await screen.findAllByRole('option');
  expect(marked()).toBeNull();
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(marked()?.textContent).toContain('S104207'));
  expect(screen.queryByLabelText('Height')).toBeNull();
});

it('waits for the answer when Enter comes first, as from a scanner, and takes no child of an older search', async () => {
  const answers = new Map<string, () => void>();
  await showPage({
    'student.search': ({ text }) =>
      new Promise((resolve) => {
        const found = [maryam, otherMaryam].filter(({ studentNumber }) => studentNumber === text);
        answers.set(text, () => resolve(ok(found)));
      }),
  });
  const field = await finder();
  fireEvent.change(field, { target: { value: maryam.studentNumber } });
  await waitFor(() => expect(answers.has(maryam.studentNumber)).toBe(true));
  answers.get(maryam.studentNumber)?.();
  await screen.findByRole('option');

  fireEvent.change(field, { target: { value: otherMaryam.studentNumber } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(answers.has(otherMaryam.studentNumber)).toBe(true));
  expect(screen.queryByLabelText('Height')).toBeNull();
  answers.get(otherMaryam.studentNumber)?.();

  expect(await screen.findByLabelText('Height')).toBeTruthy();
  expect(screen.getByText(/S104208/)).toBeTruthy();
});

it('says that nobody was found, and clears by Escape', async () => {
  await showPage();
  const field = await finder();

  await userEvent.type(field, 'nobody');
  expect(await screen.findByText(/Nobody found/)).toBeTruthy();
  await userEvent.keyboard('{Escape}');

  expect(field.value).toBe('');
  expect(screen.queryByText(/Nobody found/)).toBeNull();
});

it('says when the search failed, and searches again', async () => {
  let fails = true;
  await showPage({ 'student.search': () => (fails ? fail('BUSY', '') : ok([maryam])) });

  await userEvent.type(await finder(), 'maryam');
  expect(await screen.findByText('The search did not work.')).toBeTruthy();
  fails = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('option')).toBeTruthy();
});

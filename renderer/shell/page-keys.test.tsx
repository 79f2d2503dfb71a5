import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { type PageKeys, usePageKeys } from './page-keys.ts';

afterEach(cleanup);

function Keys(keys: PageKeys) {
  usePageKeys(keys);
  return (
    <main>
      <input aria-label="name" />
      <input type="search" aria-label="search" defaultValue="noora" />
    </main>
  );
}

function open() {
  const keys = { go: vi.fn(), help: vi.fn(), refresh: vi.fn() };
  render(<Keys {...keys} />);
  return keys;
}

it.each([
  [{ key: 'n', ctrlKey: true }, 'assessment'],
  [{ key: 'ى', code: 'KeyN', ctrlKey: true }, 'assessment'],
  [{ key: '2', ctrlKey: true }, 'queue'],
  [{ key: '3', ctrlKey: true }, 'activity'],
  [{ key: ',', ctrlKey: true }, 'settings'],
])('%o opens %s, also while somebody types', (press, page) => {
  const { go } = open();

  fireEvent.keyDown(screen.getByLabelText('name'), press);

  expect(go).toHaveBeenCalledWith({ page });
});

it('lists the keys with F1 anywhere, and with a question mark of either language where nobody types', () => {
  const { help } = open();
  const field = screen.getByLabelText('name');

  fireEvent.keyDown(field, { key: '?' });
  expect(help).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'F1' });
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  fireEvent.keyDown(document.body, { key: '؟', shiftKey: true });

  expect(help).toHaveBeenCalledTimes(3);
});

it('asks for everything anew with F5 and leaves other keys alone', () => {
  const { refresh, go, help } = open();

  fireEvent.keyDown(document.body, { key: 'F5' });
  fireEvent.keyDown(document.body, { key: 'n' });
  fireEvent.keyDown(document.body, { key: 'n', ctrlKey: true, altKey: true });

  expect(refresh).toHaveBeenCalledOnce();
  expect(go).not.toHaveBeenCalled();
  expect(help).not.toHaveBeenCalled();
});

it('goes to the search of the page with Ctrl+F anywhere and with a slash where nobody types', () => {
  open();
  const search = screen.getByLabelText('search');

  fireEvent.keyDown(screen.getByLabelText('name'), { key: '/' });
  expect(document.activeElement).not.toBe(search);
  fireEvent.keyDown(document.body, { key: 'ظ', code: 'Slash' });
  expect(document.activeElement).toBe(search);
  search.blur();
  fireEvent.keyDown(screen.getByLabelText('name'), { key: 'ب', code: 'KeyF', ctrlKey: true });
  expect(document.activeElement).toBe(search);
});

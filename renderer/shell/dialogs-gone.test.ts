import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dialogsGone } from './dialogs-gone.ts';

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<div id="root"></div>';
});

afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

async function waits(): Promise<{ readonly over: () => boolean }> {
  let over = false;
  void dialogsGone().then(() => {
    over = true;
  });
  await Promise.resolve();
  return { over: () => over };
}

const settle = () => vi.advanceTimersByTimeAsync(1);

it('waits for nothing where no dialog is open', async () => {
  expect((await waits()).over()).toBe(true);
});

it('waits until the dialog has left and the page is shown to screen readers again', async () => {
  const root = document.getElementById('root') as HTMLElement;
  const dialog = document.body.appendChild(document.createElement('div'));
  dialog.setAttribute('role', 'dialog');
  root.setAttribute('aria-hidden', 'true');
  const { over } = await waits();

  dialog.remove();
  await settle();
  expect(over()).toBe(false);
  root.removeAttribute('aria-hidden');
  await settle();

  expect(over()).toBe(true);
});

it('leaves a dialog behind that stays, and shows the page again', async () => {
  const root = document.getElementById('root') as HTMLElement;
  document.body.appendChild(document.createElement('div')).setAttribute('role', 'alertdialog');
  root.setAttribute('aria-hidden', 'true');
  const { over } = await waits();

  await vi.advanceTimersByTimeAsync(1000);

  expect(over()).toBe(true);
  expect(root.getAttribute('aria-hidden')).toBeNull();
});

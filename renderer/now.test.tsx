import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useNow } from './now.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Shown({ every }: { readonly every: number }) {
  return <output>{useNow(every) - 1_000_000}</output>;
}

function shown() {
  return screen.getAllByRole('status').map(({ textContent }) => textContent);
}

it('ticks for each at its own pace, from one timer', () => {
  render(
    <>
      <Shown every={1000} />
      <Shown every={10_000} />
    </>,
  );

  act(() => vi.advanceTimersByTime(3000));
  const early = shown();
  act(() => vi.advanceTimersByTime(7000));

  expect(early).toEqual(['3000', '0']);
  expect(shown()).toEqual(['10000', '10000']);
  expect(vi.getTimerCount()).toBe(1);
});

it('stops when nothing shows the time, and starts with the time as it is then', () => {
  const { unmount } = render(<Shown every={1000} />);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);

  render(<Shown every={60_000} />);

  expect(shown()).toEqual(['60000']);
});

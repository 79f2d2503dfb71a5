import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Health } from '../../core/contract/health.ts';
import { useSilentSender } from './use-silent-sender.ts';

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

const at = Date.UTC(2026, 0, 5, 8);

function watch(first: Health['drainer']) {
  const { result, rerender } = renderHook(useSilentSender, { initialProps: first });
  return {
    silent: () => result.current,
    hear: (drainer: Health['drainer']) => rerender(drainer),
    pass: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
  };
}

it('does not take a clock that was set for a sender that stands still', () => {
  const sender = watch({ state: 'running', lastCycleAt: at });

  vi.setSystemTime(at + 3_600_000);
  sender.pass(60_000);

  expect(sender.silent()).toBe(false);
});

it('is silent once nothing new was heard of a running sender for 90 s, until it is heard again', () => {
  const sender = watch({ state: 'running', lastCycleAt: at });
  sender.pass(90_000);
  expect(sender.silent()).toBe(true);

  sender.hear({ state: 'running', lastCycleAt: at + 90_000 });

  expect(sender.silent()).toBe(false);
});

it('believes main, and leaves a sender that stands by alone', () => {
  expect(watch({ state: 'stopped', lastCycleAt: null }).silent()).toBe(true);
  expect(watch({ state: 'running', lastCycleAt: at, silent: true }).silent()).toBe(true);
  const beside = watch({ state: 'standby', lastCycleAt: at });
  beside.pass(200_000);
  expect(beside.silent()).toBe(false);
});

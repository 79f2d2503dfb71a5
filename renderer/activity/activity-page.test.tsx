import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Activity } from '../../core/contract/health.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

afterEach(cleanup);

const at = (text: string) => Date.parse(text);

const quiet: Activity = {
  from: at('2026-11-24T06:00:00Z'),
  to: at('2026-11-24T08:30:00Z'),
  hours: [],
  acksSampled: false,
  ackMedianMs: null,
  backlog: [],
  success: { sent: 0, finished: 0, windowHours: 24 },
  outages: [],
};

const busy: Activity = {
  ...quiet,
  hours: [{ hour: at('2026-11-24T06:00:00Z'), sent: 41, failed: 1, ackMedianMs: 120, ackP95Ms: 300 }],
  success: { sent: 41, finished: 42, windowHours: 24 },
  outages: [
    {
      id: 1,
      destinationId: 'malaffi',
      destination: 'Malaffi',
      problem: 'NET_UNREACHABLE',
      startedAt: at('2026-11-24T06:00:00Z'),
      endedAt: at('2026-11-24T06:10:00Z'),
    },
  ],
};

async function showPage(activity: NonNullable<Answers['health.activity']>) {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    'health.get': () => ok(fakeHealth()),
    'health.activity': activity,
  });
  const { ActivityPage } = await import('./ActivityPage.tsx');
  await show(
    <FluentProvider theme={webLightTheme}>
      <ActivityPage />
    </FluentProvider>,
  );
  return asked;
}

it('says the success rate with its denominator, and no rate where nothing finished', async () => {
  await showPage(() => ok(busy));
  expect(await screen.findByText('97.6% (41 of 42 finished)')).toBeTruthy();
  cleanup();

  await showPage(() => ok(quiet));
  expect(await screen.findByText('No messages yet')).toBeTruthy();
  expect(screen.getByText('No outage in this period.')).toBeTruthy();
});

it('shows the same figures as a chart and as a table', async () => {
  await showPage(() => ok(busy));
  expect(await screen.findByRole('img', { name: 'Accepted: 41. Failed: 1.' })).toBeTruthy();

  await userEvent.click(screen.getByRole('switch', { name: 'Show as table' }));

  const table = within(screen.getByRole('region', { name: 'Messages that finished' })).getByRole('table');
  expect(within(table).getAllByRole('row')).toHaveLength(4);
  expect(within(table).getByRole('row', { name: /41 1 120 ms/ })).toBeTruthy();
  expect(screen.queryByRole('img', { name: /Accepted/ })).toBeNull();
});

it('says from when to when the line was down', async () => {
  await showPage(() => ok(busy));

  const outages = await screen.findByRole('region', { name: 'Outages' });
  expect(within(outages).getAllByText(/10 min 0 s/)).toHaveLength(1);
});

it('asks for the heartbeat of the sender again while it is shown', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const asked = await showPage(() => ok(quiet));
    await screen.findByText('Running.');
    const before = asked.filter(({ channel }) => channel === 'health.get').length;
    await vi.advanceTimersByTimeAsync(11_000);

    expect(asked.filter(({ channel }) => channel === 'health.get').length).toBeGreaterThan(before);
  } finally {
    cleanup();
    vi.useRealTimers();
  }
});

it('asks for seven days when they are chosen', async () => {
  const asked = await showPage(() => ok(quiet));
  await userEvent.click(await screen.findByRole('radio', { name: 'Last 7 days' }));

  expect(asked.filter(({ channel }) => channel === 'health.activity').at(-1)?.input).toEqual({ hours: 168 });
});

it('says an error in words and asks again when told to', async () => {
  let broken = true;
  await showPage(() => (broken ? fail('INTERNAL', 'x') : ok(quiet)));
  const again = await screen.findByRole('button', { name: 'Try again' });
  broken = false;
  await userEvent.click(again);

  expect(await screen.findByText('No messages yet')).toBeTruthy();
});

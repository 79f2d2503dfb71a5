import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Activity, Health } from '../../core/contract/health.ts';
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

interface Shown {
  readonly health: Health;
  readonly role: 'nurse' | 'admin';
  readonly answers: Answers;
}

async function showPage(
  activity: NonNullable<Answers['health.activity']>,
  { health = fakeHealth(), role = 'nurse', answers = {} }: Partial<Shown> = {},
) {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role }),
    'health.get': () => ok(health),
    ...answers,
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

it('says the success rate of seven days with its denominator, and no rate where nothing finished', async () => {
  const success = { sent: 41, finished: 42, windowHours: 168 };
  await showPage(() => ok({ ...busy, ackMedianMs: 3810 }), { health: fakeHealth({ success }) });
  expect(await screen.findByText('97.6%')).toBeTruthy();
  expect(screen.getByText('41 of 42 finished')).toBeTruthy();
  expect(screen.getByText('3.8 s')).toBeTruthy();
  cleanup();

  await showPage(() => ok(quiet));
  expect(await screen.findAllByText('No messages yet')).toHaveLength(2);
  expect(screen.getByText('No outage in this period.')).toBeTruthy();
});

it('says the heartbeat of the sender, and in red with a way out when there is none', async () => {
  const asked = await showPage(() => ok(quiet), {
    health: fakeHealth({
      drainer: { state: 'running', lastCycleAt: Date.now() - 12_000, nextCycleAt: Date.now() + 18_000 },
    }),
  });
  expect((await screen.findByRole('region', { name: 'Sender' })).textContent).toMatch(
    /Running\. Last cycle \d+ sec\.? ago\. Next in \d+ s\./,
  );
  expect(screen.queryByRole('button', { name: 'Restart it' })).toBeNull();
  expect(asked.map(({ channel }) => channel)).not.toContain('drainer.restart');
  cleanup();

  const silent = { state: 'running', lastCycleAt: Date.now() - 100_000, silent: true } as const;
  const again = await showPage(() => ok(quiet), {
    health: fakeHealth({ drainer: silent }),
    answers: { 'drainer.restart': () => ok({ state: 'running', lastCycleAt: Date.now() }) },
  });
  expect((await screen.findByRole('alert')).textContent).toBe('The sender is not running.');
  await userEvent.click(screen.getByRole('button', { name: 'Restart it' }));
  expect(again.map(({ channel }) => channel)).toContain('drainer.restart');
});

it('shows who did what to an administrator alone', async () => {
  await showPage(() => ok(quiet));
  await screen.findByRole('tab', { name: 'Sending' });
  expect(screen.queryByRole('tab', { name: 'Audit list' })).toBeNull();
  cleanup();

  await showPage(() => ok(quiet), {
    role: 'admin',
    answers: {
      'account.list': () => ok([]),
      'audit.query': () =>
        ok({
          rows: [
            {
              seq: 7,
              at: at('2026-11-24T08:00:00Z'),
              accountId: 1,
              actor: 'huda',
              action: 'assessment.save',
              subject: 'a-1',
              outcome: 'ok',
              detail: 'messages=2',
            },
          ],
          total: 1,
        }),
      'audit.verify': () => ok({ whole: false, seq: 3, fault: 'changed' }),
    },
  });
  await userEvent.click(await screen.findByRole('tab', { name: 'Audit list' }));
  expect(
    await screen.findByRole('row', { name: /7 .* huda Assessment saved Done a-1 messages=2/ }),
  ).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Check the list' }));
  expect(await screen.findByText(/not whole: row 3 was changed/)).toBeTruthy();
});

it('lists the last checks in words', async () => {
  await showPage(() => ok(quiet), {
    answers: {
      'health.checks': () =>
        ok([
          {
            at: 2,
            destination: 'Malaffi',
            kind: 'connect',
            ok: false,
            problem: 'NET_UNREACHABLE',
            durationMs: 12.4,
          },
          { at: 1, destination: 'Malaffi', kind: 'connect', ok: true, problem: null, durationMs: 120 },
        ]),
    },
  });
  await userEvent.click(await screen.findByRole('tab', { name: 'Connection' }));

  const list = await screen.findByRole('region', { name: 'Last checks of the connection' });
  expect(within(list).getByRole('row', { name: /Connecting Malaffi cannot be reached 12 ms/ })).toBeTruthy();
  expect(within(list).getByRole('row', { name: /Connecting Worked 120 ms/ })).toBeTruthy();
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
    await screen.findByText(/Running/);
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

  expect((await screen.findAllByText('No messages yet')).length).toBeGreaterThan(0);
});

import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Health, Link } from '../../core/contract/health.ts';
import { ok } from '../../core/contract/result.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { answerWith, push, show } from '../testing/fake-host.tsx';

afterEach(cleanup);

const ago = (ms: number) => Date.now() - ms;

function link(change: Partial<Link>): Link {
  return {
    destinationId: 'd1',
    name: 'Malaffi',
    state: 'connected',
    since: ago(60_000),
    problem: null,
    nextProbeAt: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    practice: false,
    folder: false,
    mapping: 'confirmed',
    processingId: 'P',
    ...change,
  };
}

const healthWith = (change: Partial<Link>): Health =>
  fakeHealth({
    drainer: { state: 'running', lastCycleAt: Date.now() },
    links: [link(change)],
    pending: 40,
  });

const gone: Partial<Link> = { state: 'unreachable', problem: 'NET_UNREACHABLE' };

/** What main would answer now: the window may ask again at any moment. */
let line: Partial<Link> = gone;

async function showGone() {
  line = gone;
  answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    'health.get': () => ok(healthWith(line)),
  });
  const { SendingBanner } = await import('./SendingBanner.tsx');
  const { NoticeHost } = await import('./notices.tsx');
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <SendingBanner />
      </NoticeHost>
    </FluentProvider>,
  );
  await screen.findByText(/Malaffi cannot be reached/);
}

const becomes = (change: Partial<Link>) => {
  line = change;
  return act(async () => {
    push('network', { links: [link(change)] });
    // The cache tells its readers a turn later.
    await new Promise((resolve) => setTimeout(resolve));
  });
};

it('does not say that the line is back while it is down for a few seconds only, or not known', async () => {
  await showGone();

  await becomes({ ...gone, since: ago(0) });
  await becomes({ state: 'unknown', since: ago(0) });

  expect(screen.queryByText(/Malaffi cannot be reached/)).toBeNull();
  expect(screen.queryByText(/^Back online/)).toBeNull();
});

it('says once that the line is back, when it is connected', async () => {
  await showGone();

  await becomes({ ...gone, since: ago(0) });
  await becomes({ since: ago(0) });
  expect(await screen.findByText('Back online. Sending 40 messages.')).toBeDefined();

  await becomes({ since: ago(5000) });
  expect(screen.getAllByText('Back online. Sending 40 messages.')).toHaveLength(1);
});

it('says that practice stays on this PC only where it does, and else names the host', async () => {
  await showGone();
  const words = () => screen.getByRole('region', { name: 'Sending' }).textContent;
  const practice: Partial<Link> = { practice: true, processingId: 'T', mapping: 'notNeeded' };

  await becomes({ ...practice, practiceHost: null });
  expect(words()).toMatch(/practice receiver on this PC/);

  await becomes({ ...practice, practiceHost: 'practice.example.ae' });
  expect(words()).toMatch(/Messages leave this PC\. .*practice\.example\.ae/);
  expect(words()).not.toMatch(/on this PC/);
});

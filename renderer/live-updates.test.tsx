import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { QueueCounts } from '../core/contract/queue.ts';
import { fail, ok } from '../core/contract/result.ts';
import type { Session } from '../core/contract/session.ts';
import { answerWith, push, show } from './testing/fake-host.tsx';

const { channelKey, useCall, useChannel, useCounts, useSession } = await import('./api-hooks.ts');

afterEach(cleanup);

const nurse: Session = { state: 'signedIn', accountId: 2, name: 'maryam', role: 'nurse' };

function counts(rev: number, failed: number): QueueCounts {
  return {
    rev,
    all: failed,
    pending: 0,
    failed,
    sent: 0,
    successRate7d: null,
    finished7d: 0,
    successDays: [],
    oldestPendingAt: null,
    lastManualRetryAt: null,
    nextAutoAt: null,
    lastAcceptedAt: null,
  };
}

function Failed() {
  return <output>{useCounts()?.failed}</output>;
}

function Search() {
  // After the session is known, or its first answer would tell by itself.
  useChannel('student.search', { text: 'noora' }, { enabled: useSession() !== undefined });
  return <Failed />;
}

function Action() {
  const { run } = useCall('queue.retry');
  return (
    <button type="button" onClick={() => void run({ status: 'failed' })}>
      retry
    </button>
  );
}

function main(answer: () => QueueCounts) {
  return answerWith({
    'session.current': () => ok(nurse),
    'queue.counts': () => ok(answer()),
    'student.search': () => ok([]),
  });
}

it('shows the counts of a push without asking for them again', async () => {
  const asked = main(() => counts(1, 4));
  await show(<Failed />);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('4'));

  push('queue:changed', { rev: 2, counts: counts(2, 5) });

  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('5'));
  expect(asked.filter(({ channel }) => channel === 'queue.counts')).toHaveLength(1);
});

it('drops a push that is older than what is shown', async () => {
  main(() => counts(7, 4));
  const { client } = await show(<Failed />);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('4'));

  push('queue:changed', { rev: 6, counts: counts(6, 9) });

  expect(client.getQueryData(channelKey('queue.counts', {}))).toMatchObject({ rev: 7, failed: 4 });
});

it('drops an answer that is older than a push that overtook it', async () => {
  main(() => counts(1, 4));
  const { client } = await show(<Failed />);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('4'));
  push('queue:changed', { rev: 9, counts: counts(9, 0) });

  await client.refetchQueries({ queryKey: channelKey('queue.counts') });

  expect(client.getQueryData(channelKey('queue.counts', {}))).toMatchObject({ rev: 9, failed: 0 });
});

it('takes a fresh snapshot when the window is shown again', async () => {
  const asked = main(() => counts(1, 4));
  await show(<Failed />);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('4'));

  document.dispatchEvent(new Event('visibilitychange'));

  await waitFor(() => expect(asked.filter(({ channel }) => channel === 'queue.counts')).toHaveLength(2));
});

it('forgets every name when the person signs out', async () => {
  main(() => counts(1, 4));
  const { client } = await show(<Search />);
  const key = channelKey('student.search', { text: 'noora' });
  await waitFor(() => expect(client.getQueryData(key)).toEqual([]));

  push('session', { state: 'signedOut', names: ['maryam'] });

  expect(client.getQueryData(key)).toBeUndefined();
});

it.each([
  ['a question', () => <Search />, false],
  ['an action', () => <Action />, true],
] as const)('asks who is working when %s is refused because nobody is', async (_, content, press) => {
  const signedOut: Session = { state: 'signedOut', names: ['maryam'] };
  let known: Session = nurse;
  const refused = () => {
    known = signedOut;
    return fail<never>('SIGNED_OUT', '');
  };
  answerWith({
    'session.current': () => ok(known),
    'student.search': refused,
    'queue.retry': refused,
    'queue.counts': () => ok(counts(1, 4)),
  });
  const { client } = await show(content());
  if (press) client.setQueryData(channelKey('session.current', {}), nurse);

  if (press) await userEvent.click(screen.getByRole('button'));

  await waitFor(() => expect(client.getQueryData(channelKey('session.current', {}))).toEqual(signedOut));
});

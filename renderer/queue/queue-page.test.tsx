import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../core/contract/destination.ts';
import type { QueueRow } from '../../core/contract/message.ts';
import type { QueueCounts, RetryPreview, RetryResult } from '../../core/contract/queue.ts';
import { fail, ok, type Result } from '../../core/contract/result.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { type Answers, type Asked, answerWith, push, show } from '../testing/fake-host.tsx';
import { fakeRow } from './testing/fake-row.ts';

const { NoticeHost } = await import('../shell/notices.tsx');
const { QueuePage } = await import('./QueuePage.tsx');

// jsdom lays nothing out; the grid asks these how many rows it may draw.
beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
});
afterEach(cleanup);

/** The first dialog of a process takes its time on a busy machine. */
const patient = { timeout: 10_000 };

/** jsdom lays nothing out, so Fluent may not find where the focus goes and hides its own dialog from readers. */
const hidden = true;

let rows: QueueRow[];

function counts(rev = 1): QueueCounts {
  const of = (state: QueueRow['state']) => rows.filter((row) => row.state === state).length;
  return {
    rev,
    all: rows.length,
    pending: of('pending'),
    failed: of('failed'),
    sent: of('sent'),
    successRate7d: null,
    finished7d: 0,
    successDays: [],
    oldestPendingAt: null,
    lastManualRetryAt: null,
    nextAutoAt: null,
    lastAcceptedAt: null,
  };
}

const skippedNothing = { alreadySent: 0, inFlight: 0, refused: 0, possiblyDelivered: 0, notFound: 0 };

const preview: RetryPreview = {
  token: 'seen',
  total: 4,
  willRetry: 3,
  alreadySent: 0,
  inFlight: 0,
  refused: 1,
  possiblyDelivered: 0,
  messagesPerSecond: 1,
};

async function open(answers: Answers = {}): Promise<readonly Asked[]> {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'Huda', role: 'nurse' }),
    'settings.get': () => ok(defaultSettings),
    'health.get': () => ok(fakeHealth()),
    'school.list': () => ok([]),
    'queue.counts': () => ok(counts()),
    'queue.query': ({ filter, offset, limit }) => {
      const matching = rows.filter(({ state }) => filter.status === 'all' || filter.status === state);
      return ok({ rows: matching.slice(offset, offset + limit), total: matching.length, rev: 1 });
    },
    'queue.idsInRange': () => ok(rows.map(({ id }) => id)),
    'queue.preview': () => ok(preview),
    'queue.retry': () =>
      ok({ operationId: 'o', notReached: 0, queued: 3, skipped: { ...skippedNothing, refused: 1 } }),
    'message.detail': ({ id }) =>
      ok({
        row: rows.find((row) => row.id === id) ?? fakeRow(),
        attempts: [],
        manualRetries: [],
        reply: null,
        createdBy: 'Huda',
        supersedes: null,
        supersedesSent: false,
        supersededBy: null,
        cancelled: null,
      }),
    ...answers,
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <QueuePage />
      </NoticeHost>
    </FluentProvider>,
  );
  await screen.findByRole('tab', { name: /^All/ });
  return asked;
}

const retriesIn = (asked: readonly Asked[]) =>
  asked.filter(({ channel }) => channel === 'queue.retry').map(({ input }) => input);

describe('what it opens on', () => {
  it('shows what failed first, because that needs a person', async () => {
    rows = [fakeRow({ id: 1 }), fakeRow({ id: 2, state: 'sent', next: { kind: 'cancelled' } })];
    await open();

    expect(screen.getByRole('tab', { name: /^Failed/ }).getAttribute('aria-selected')).toBe('true');
    expect(await screen.findByText('Student 1')).toBeTruthy();
    expect(screen.queryByText('Student 2')).toBeNull();
  });

  it('invites to the first assessment on a new installation', async () => {
    rows = [];
    await open();

    expect(await screen.findByText(/^No messages yet\. Messages appear here/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'New assessment' })).toBeTruthy();
  });

  it('says that nothing failed as a success', async () => {
    rows = [fakeRow({ state: 'pending', next: { kind: 'sendingShortly' } })];
    await open();
    await userEvent.click(screen.getByRole('tab', { name: /^Failed/ }));

    expect(await screen.findByText(/^Nothing needs attention\./)).toBeTruthy();
  });
});

describe('retry of all that failed', () => {
  beforeEach(() => {
    rows = [1, 2, 3, 4].map((id) => fakeRow({ id }));
  });

  it('says scope and final number first, and leaves refused content out by default', async () => {
    const asked = await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Retry all failed (4)' }));
    const dialog = await screen.findByRole('dialog', { hidden }, patient);

    expect(within(dialog).getByText('Retry 4 failed messages?')).toBeTruthy();
    expect(within(dialog).getByText(/All schools/)).toBeTruthy();
    expect(retriesIn(asked)).toEqual([]);

    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Leave those out', hidden }));
    expect(within(dialog).getByRole('button', { name: 'Retry 4 messages', hidden })).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Leave those out', hidden }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Retry 3 messages', hidden }));

    expect(retriesIn(asked)).toEqual([
      { token: 'seen', includeRefused: false, includePossiblyDelivered: true },
    ]);
    expect(await screen.findByText('3 messages are back in the queue.')).toBeTruthy();
    expect(screen.getAllByText(/1 was skipped: refused content needs a correction/).length).toBeGreaterThan(
      0,
    );
  });

  it('acts once on a double Enter', async () => {
    const asked = await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Retry all failed (4)' }));
    const confirm = await screen.findByRole('button', { name: 'Retry 3 messages', hidden }, patient);

    // Both before React draws: what a person's double Enter can do on a slow PC.
    act(() => {
      confirm.click();
      confirm.click();
    });

    await screen.findByText('3 messages are back in the queue.');
    expect(retriesIn(asked)).toHaveLength(1);
  });

  it('can be undone from the notice, and says what had gone already', async () => {
    const undone: unknown[] = [];
    await open({
      'operation.undo': (input) => {
        undone.push(input);
        return ok({ restored: 2, alreadySent: 1 });
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Retry all failed (4)' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Retry 3 messages', hidden }, patient));

    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));

    expect(await screen.findByText('Undone. 2 messages are as they were.')).toBeTruthy();
    expect(screen.getByText('1 had already been sent.')).toBeTruthy();
    expect(undone).toHaveLength(1);
  });

  it('keeps the page and tells the reason when main refuses', async () => {
    await open({ 'queue.preview': () => fail('BUSY', 'Busy.') });
    await userEvent.click(await screen.findByRole('button', { name: 'Retry all failed (4)' }));

    expect(await screen.findByText('The retry did not start.')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Student 1')).toBeTruthy();
  });
});

describe('retry of one message', () => {
  beforeEach(() => {
    rows = [1, 2].map((id) => fakeRow({ id }));
  });

  it('asks nothing and shows "Retrying..." until main has answered', async () => {
    let answer: (result: Result<RetryResult>) => void = () => {};
    const pending = new Promise<Result<RetryResult>>((resolve) => {
      answer = resolve;
    });
    const asked = await open({ 'queue.retry': () => pending as never });
    await screen.findByText('Student 1');
    await userEvent.click(screen.getAllByRole('button', { name: 'Retry' })[0] as HTMLElement);

    expect(await screen.findByRole('button', { name: 'Retrying...' })).toBeTruthy();
    expect(retriesIn(asked)).toEqual([{ ids: [1] }]);

    answer(ok({ operationId: 'o', notReached: 0, queued: 1, skipped: skippedNothing }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Retrying...' })).toBeNull());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('ignores the second click of a double click, which may meet the next row', async () => {
    const asked = await open();
    await screen.findByText('Student 1');
    const [first, second] = screen.getAllByRole('button', { name: 'Retry' });

    fireEvent.click(first as HTMLElement, { detail: 1 });
    fireEvent.click(second as HTMLElement, { detail: 2 });

    await waitFor(() => expect(retriesIn(asked)).toEqual([{ ids: [1] }]));
  });

  it('asks before it sends refused content again from the details', async () => {
    rows = [fakeRow({ id: 1, problem: 'NACK_ID', next: { kind: 'problem', problem: 'NACK_ID' } })];
    const asked = await open();
    await userEvent.click(await screen.findByText('Student 1'));
    const pane = await screen.findByRole('complementary');
    await userEvent.click(await within(pane).findByRole('button', { name: 'Retry' }));

    expect(retriesIn(asked)).toEqual([]);
    await userEvent.click(within(pane).getByRole('button', { name: 'Retry anyway' }));
    expect(retriesIn(asked)).toEqual([{ ids: [1] }]);
  });
});

const fixOn = (page: 'student' | 'schools' | 'none') => ({
  'message.fixTarget': () =>
    ok({ page, studentId: 1, assessmentId: null, field: null, problem: null, hint: null }),
});

it('leads a refused message to its correction by one button, which sends it on by itself', async () => {
  rows = [fakeRow({ id: 1, problem: 'NACK_ID', next: { kind: 'problem', problem: 'NACK_ID' } })];
  await open(fixOn('student'));
  await userEvent.click(await screen.findByText('Student 1'));
  const cause = await screen.findByRole('region', { name: 'What is the matter' });

  await within(cause).findByRole('button', { name: 'Fix and resend' });

  expect(
    within(cause)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['Fix and resend', 'Retry']);
  expect(within(cause).queryByText(/Resend corrected/)).toBeNull();
});

it('builds refused content again after a correction and shows the new message', async () => {
  rows = [fakeRow({ id: 1, problem: 'NACK_ID', next: { kind: 'problem', problem: 'NACK_ID' } })];
  const asked = await open({ ...fixOn('none'), 'message.sendAgain': () => ok({ id: 2 }) });
  await userEvent.click(await screen.findByText('Student 1'));
  const pane = await screen.findByRole('complementary');
  rows = [fakeRow({ id: 2, state: 'pending', next: { kind: 'sendingShortly' } })];

  await userEvent.click(await within(pane).findByRole('button', { name: 'Resend corrected' }));

  expect(await within(pane).findByRole('heading', { name: 'Student 2' })).toBeTruthy();
  expect(asked).toContainEqual({ channel: 'message.sendAgain', input: { id: 1 } });
});

it('says what is still missing when a refused message cannot be built again', async () => {
  rows = [fakeRow({ id: 1, problem: 'NACK_ID', next: { kind: 'problem', problem: 'NACK_ID' } })];
  await open({
    ...fixOn('none'),
    'message.sendAgain': () => fail('CONFLICT', 'No.', [{ path: 'student.emiratesId', rule: 'missing' }]),
  });
  await userEvent.click(await screen.findByText('Student 1'));
  const pane = await screen.findByRole('complementary');

  await userEvent.click(await within(pane).findByRole('button', { name: 'Resend corrected' }));

  expect((await screen.findAllByText(/"Emirates ID" is still missing/)).length).toBeGreaterThan(0);
});

describe('the selection', () => {
  beforeEach(() => {
    rows = [1, 2, 3].map((id) => fakeRow({ id }));
  });

  it('stays through a refresh and goes with a change of filter', async () => {
    await open();
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select ADT^A04 of student S2' }));
    expect(screen.getByText('1 message selected')).toBeTruthy();

    act(() => push('queue:changed', { rev: 2, counts: counts(2) }));
    expect(screen.getByText('1 message selected')).toBeTruthy();

    await userEvent.click(screen.getByRole('tab', { name: /^All/ }));
    expect(screen.queryByText('1 message selected')).toBeNull();
  });

  it('takes everything that matches by Ctrl+A and says so', async () => {
    await open();
    await userEvent.click(await screen.findByText('Student 1'));
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('{Control>}a{/Control}');

    expect(await screen.findByText('All 3 messages that match the filters are selected')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Retry selected (3)' })).toBeTruthy();
  });
});

it('keeps every letter that is typed into the search', async () => {
  rows = [fakeRow()];
  await open();
  const search = screen.getByRole('searchbox');
  await userEvent.type(search, 'S10131');

  expect((search as HTMLInputElement).value).toBe('S10131');
});

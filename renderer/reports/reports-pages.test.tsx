import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { EndOfDay } from '../../core/contract/report.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

afterEach(cleanup);

const emptyDay: EndOfDay = {
  day: '2026-11-24',
  counts: { assessments: 0, confirmed: 0, waiting: 0, needsPerson: 0, notSent: 0, takenBack: 0 },
  earlier: 0,
  rows: [],
};

const never = () => new Promise<never>(() => {});

async function showReports(answers: Answers, page: 'day' | 'refusals' | 'receipt') {
  answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    ...answers,
  });
  const { ReportsPage } = await import('./ReportsPage.tsx');
  const { ReceiptPage } = await import('./ReceiptPage.tsx');
  const { NoticeHost } = await import('../shell/notices.tsx');
  const content: ReactNode =
    page === 'receipt' ? <ReceiptPage assessmentId="a1" /> : <ReportsPage tab={page} />;
  return show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>{content}</NoticeHost>
    </FluentProvider>,
  );
}

const alerts = () =>
  screen
    .queryAllByRole('alert')
    .map(({ textContent }) => textContent)
    .join('');

it('says of a day without assessments that nothing was saved', async () => {
  await showReports({ 'report.endOfDay': () => ok(emptyDay) }, 'day');

  expect(await screen.findByText('No assessment was saved on this day.')).toBeDefined();
  expect(alerts()).toBe('');
});

it('says of a day that cannot be read what happened, and never that nothing was saved', async () => {
  await showReports({ 'report.endOfDay': () => fail('INTERNAL', 'The list cannot be read.') }, 'day');

  await waitFor(() => expect(alerts()).not.toBe(''));
  expect(screen.queryByText('No assessment was saved on this day.')).toBeNull();
});

it('says nothing of a day while it is read, and prints nothing', async () => {
  await showReports({ 'report.endOfDay': never }, 'day');

  const print = await screen.findByRole('button', { name: 'Print or save as PDF' });
  expect(print.getAttribute('aria-disabled')).toBe('true');
  expect(screen.queryByText('No assessment was saved on this day.')).toBeNull();
});

it('goes to the day before and asks for it', async () => {
  const days: (string | undefined)[] = [];
  await showReports(
    {
      'report.endOfDay': ({ day }) => {
        days.push(day);
        return ok(emptyDay);
      },
    },
    'day',
  );
  await screen.findByText('No assessment was saved on this day.');

  fireEvent.click(screen.getByRole('button', { name: 'Day before' }));

  await waitFor(() => expect(days).toHaveLength(2));
  expect(Date.parse(days[0] ?? '') - Date.parse(days[1] ?? '')).toBe(86_400_000);
});

it('says of days without a refusal that nothing was refused', async () => {
  await showReports(
    { 'report.refusals': () => ok({ refusals: [], days: [], open: 0, unread: 0 }) },
    'refusals',
  );

  expect(await screen.findByText('Malaffi refused nothing in these days.')).toBeDefined();
});

it('says of refusals that cannot be read what happened, and never that there were none', async () => {
  await showReports({ 'report.refusals': () => fail('INTERNAL', 'The list cannot be read.') }, 'refusals');

  await waitFor(() => expect(alerts()).not.toBe(''));
  expect(screen.queryByText('Malaffi refused nothing in these days.')).toBeNull();
});

it('prints no receipt that could not be read, and says why', async () => {
  await showReports({ 'assessment.receipt': () => fail('NOT_FOUND', 'Not there.') }, 'receipt');

  await waitFor(() => expect(alerts()).not.toBe(''));
  expect(screen.queryByText('Loading the receipt...')).toBeNull();
  const print = screen.getByRole('button', { name: 'Print or save as PDF' });
  expect(print.getAttribute('aria-disabled')).toBe('true');
});

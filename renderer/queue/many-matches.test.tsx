import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../core/contract/destination.ts';
import { ok } from '../../core/contract/result.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { answerWith, show } from '../testing/fake-host.tsx';
import { fakeRow } from './testing/fake-row.ts';

const { QueuePage } = await import('./QueuePage.tsx');

beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
});
afterEach(cleanup);

const patient = { timeout: 10_000 };

it('says that a search found more than it lists, and chooses what is listed and not the rest', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => fakeRow({ id: 1000 - index }));
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'Huda', role: 'nurse' }),
    'settings.get': () => ok(defaultSettings),
    'health.get': () => ok(fakeHealth()),
    'school.list': () => ok([]),
    'queue.query': ({ filter, offset, limit }) => {
      const more = filter.text === 'common';
      return ok({ rows: rows.slice(offset, offset + limit), total: 1000, ...(more ? { more } : {}), rev: 1 });
    },
    'queue.idsInRange': () => ok(rows.map(({ id }) => id)),
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <QueuePage />
    </FluentProvider>,
  );
  await userEvent.type(await screen.findByRole('searchbox'), 'common');

  expect(
    await screen.findAllByText('More than 1,000 messages match. The newest 1,000 are listed', {}, patient),
  ).not.toHaveLength(0);
  await waitFor(
    () => expect(screen.getByRole('tab', { name: /^Failed/ }).textContent).toContain('1,000+'),
    patient,
  );
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Select the newest 1,000 messages that match' }),
  );
  expect(await screen.findAllByText('1,000 messages selected', {}, patient)).not.toHaveLength(0);
  expect(
    asked.filter(({ channel }) => channel === 'queue.idsInRange').map(({ input }) => input),
  ).toMatchObject([{ from: 0, to: 999 }]);
});

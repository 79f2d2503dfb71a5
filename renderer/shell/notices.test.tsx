import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith, show } from '../testing/fake-host.tsx';

const { NoticeHost, useNotify, usePutAwayNotices } = await import('./notices.tsx');
const { NoticeBell } = await import('./NoticeBell.tsx');

afterEach(cleanup);

function Teller({ run }: { readonly run: () => void }) {
  const notify = useNotify();
  const putAway = usePutAwayNotices();
  return (
    <>
      {['first', 'second', 'third', 'fourth'].map((text) => (
        <button key={text} type="button" onClick={() => notify({ kind: 'info', text: `${text} thing` })}>
          {text}
        </button>
      ))}
      <button
        type="button"
        onClick={() => notify({ kind: 'success', text: 'done', actions: [{ label: 'Undo', run }] })}
      >
        act
      </button>
      <button type="button" onClick={putAway}>
        cover
      </button>
    </>
  );
}

async function open(run: () => void = () => {}) {
  answerWith({});
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <Teller run={run} />
        <NoticeBell />
      </NoticeHost>
    </FluentProvider>,
  );
}

async function tell(...names: readonly string[]) {
  for (const name of names) await userEvent.click(screen.getByRole('button', { name }));
}

it('shows the newest at once and lets the oldest make room', async () => {
  await open();

  await tell('first', 'second', 'third', 'fourth');

  expect(await screen.findByText('fourth thing')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('first thing')).toBeNull());
});

it('keeps what went by in a list, newest first', async () => {
  await open();
  await tell('first', 'second', 'third', 'fourth');

  await userEvent.click(screen.getByRole('button', { name: 'Notices: 4 notices' }));

  const items = within(await screen.findByRole('dialog', { name: 'Last notices' })).getAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent?.replace(/\d\d:\d\d$/, ''))).toEqual([
    'fourth thing',
    'third thing',
    'second thing',
    'first thing',
  ]);
});

it('offers what may be done about it', async () => {
  const run = vi.fn();
  await open(run);
  await tell('act');

  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));

  expect(run).toHaveBeenCalledOnce();
});

it('takes what is shown away when names are covered, and keeps it behind the bell', async () => {
  await open();
  await tell('first');
  expect(await screen.findByText('first thing')).toBeTruthy();

  await userEvent.click(screen.getByRole('button', { name: 'cover' }));

  await waitFor(() => expect(screen.queryByText('first thing')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: /^Notices/ }));
  expect(await screen.findByText('first thing')).toBeTruthy();
});

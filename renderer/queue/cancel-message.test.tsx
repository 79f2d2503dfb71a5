import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import { answerWith, show } from '../testing/fake-host.tsx';
import { fakeRow } from './testing/fake-row.ts';

const { NoticeHost } = await import('../shell/notices.tsx');
const { CancelMessage } = await import('./CancelMessage.tsx');

afterEach(cleanup);

async function open(cancelled: number) {
  const asked = answerWith({
    'message.cancel': () => ok({ cancelled, notCancelled: cancelled > 0 ? 0 : 1 }),
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <CancelMessage row={fakeRow({ id: 7, kind: 'ADT^A04' })} />
      </NoticeHost>
    </FluentProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Cancel this message...' }));
  const dialog = within(await screen.findByRole('dialog', { hidden: true }, { timeout: 10_000 }));
  return { asked, dialog };
}

it('asks for a reason, says what goes with it, and cancels once', async () => {
  const { asked, dialog } = await open(2);
  expect(dialog.getByText(/opens the visit/)).toBeTruthy();

  await userEvent.click(dialog.getByRole('button', { name: 'Cancel the message', hidden: true }));
  expect(asked).toEqual([]);

  await userEvent.type(dialog.getByRole('textbox', { hidden: true }), 'sent on paper');
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel the message', hidden: true }));
  expect(await screen.findByText('2 messages were cancelled.')).toBeTruthy();
  expect(asked).toEqual([{ channel: 'message.cancel', input: { ids: [7], reason: 'sent on paper' } }]);
});

it('says so when it was sent meanwhile', async () => {
  const { dialog } = await open(0);
  await userEvent.type(dialog.getByRole('textbox', { hidden: true }), 'sent on paper');
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel the message', hidden: true }));

  expect(await screen.findByText(/sent meanwhile/)).toBeTruthy();
});

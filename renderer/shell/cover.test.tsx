import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import type { Session } from '../../core/contract/session.ts';
import { answerWith, push, show } from '../testing/fake-host.tsx';

const { useCover, coverAfterMs, warnBeforeMs } = await import('./use-cover.ts');
const { Cover } = await import('./Cover.tsx');

const nurse: Session = { state: 'signedIn', accountId: 2, name: 'maryam', role: 'nurse' };

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Page({ warn }: { readonly warn: () => void }) {
  const { covered, uncover } = useCover(warn);
  return covered ? <Cover name="maryam" uncover={uncover} /> : <p>Noora Al Mansoori</p>;
}

async function open(warn: () => void = () => {}) {
  const asked = answerWith({
    'session.current': () => ok(nurse),
    'session.signIn': ({ secret }) => (secret === '123456' ? ok(nurse) : fail('WRONG_SECRET', 'No.')),
    'session.signOut': () => ok({ state: 'signedOut', names: ['maryam'] }),
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <Page warn={warn} />
    </FluentProvider>,
  );
  return asked;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('covers names after ten minutes without anybody, and says so a minute before', async () => {
  const warn = vi.fn();
  await open(warn);

  await pass(coverAfterMs - warnBeforeMs - 2000);
  expect(warn).not.toHaveBeenCalled();
  await pass(3000);
  expect(warn).toHaveBeenCalledOnce();
  expect(screen.getByText('Noora Al Mansoori')).toBeTruthy();
  await pass(warnBeforeMs);

  expect(screen.getByText('Hidden. Press any key and say who is working.')).toBeTruthy();
  expect(screen.queryByText('Noora Al Mansoori')).toBeNull();
});

it('waits anew with every key and every move', async () => {
  await open();

  await pass(coverAfterMs - 5000);
  fireEvent.keyDown(document.body, { key: 'a' });
  await pass(coverAfterMs - 5000);

  expect(screen.getByText('Noora Al Mansoori')).toBeTruthy();
});

it('covers at once when Windows is locked, and shows again to whoever knows the PIN', async () => {
  await open();
  act(() => push('lock', {}));
  await screen.findByText(/Hidden/);
  fireEvent.keyDown(document.body, { key: 'a' });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

  await user.type(await screen.findByLabelText('PIN or password of maryam'), '000000{Enter}');
  expect(await screen.findByText(/Not shown/)).toBeTruthy();
  expect(screen.queryByText('Noora Al Mansoori')).toBeNull();
  await user.type(screen.getByLabelText('PIN or password of maryam'), '123456{Enter}');

  expect(await screen.findByText('Noora Al Mansoori')).toBeTruthy();
});

it('lets somebody else sign in', async () => {
  const asked = await open();
  act(() => push('lock', {}));
  fireEvent.keyDown(document.body, { key: 'a' });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

  await user.click(await screen.findByRole('button', { name: 'Somebody else' }));

  expect(asked.map(({ channel }) => channel)).toContain('session.signOut');
});

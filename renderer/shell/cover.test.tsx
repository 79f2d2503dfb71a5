import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import type { Session } from '../../core/contract/session.ts';
import { answerWith, push, show } from '../testing/fake-host.tsx';

const { usePresence, saysEveryMs } = await import('./use-presence.ts');
const { Cover } = await import('./Cover.tsx');
const { useSession } = await import('../api-hooks.ts');

const maryam: Session = { state: 'signedIn', accountId: 2, name: 'maryam', role: 'nurse' };
const huda: Session = { state: 'signedIn', accountId: 3, name: 'huda', role: 'nurse' };
const away = (why: 'idle' | 'person'): Session => ({
  ...maryam,
  state: 'locked',
  why,
  names: ['huda', 'maryam'],
});

let now: Session;

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A page of a person that remembers what is typed, and is covered while main says so. */
function Page({ warn, unsaved }: { readonly warn: () => void; readonly unsaved: boolean }) {
  const session = useSession();
  const locked = session?.state === 'locked';
  const [text, setText] = useState('');
  usePresence(locked, warn);
  return (
    <>
      {locked && <Cover session={session} unsaved={() => (unsaved ? 'typed' : null)} />}
      <input aria-label="Height" value={text} onChange={({ target }) => setText(target.value)} />
      <p>{session?.state === 'signedIn' ? `working: ${session.name}` : ''}</p>
    </>
  );
}

async function open({ warn = () => {}, unsaved = false } = {}) {
  now = maryam;
  const asked = answerWith({
    'session.current': () => ok(now),
    'session.active': () => ok({}),
    'session.signIn': ({ name, secret }) => {
      if (secret !== '123456') return fail('WRONG_SECRET', 'No.');
      now = name === 'huda' ? huda : maryam;
      return ok(now);
    },
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <Page warn={warn} unsaved={unsaved} />
    </FluentProvider>,
  );
  await screen.findByText('working: maryam');
  return asked;
}

async function lock(why: 'idle' | 'person') {
  now = away(why);
  await act(async () => push('session', now));
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const person = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const said = (asked: readonly { channel: string }[]) =>
  asked.filter(({ channel }) => channel === 'session.active').length;

describe('somebody at the keyboard', () => {
  it('is told to main at once and then now and then, the last key too, and never without a key', async () => {
    const asked = await open();
    await pass(60_000);
    expect(said(asked)).toBe(0);

    fireEvent.keyDown(document.body, { key: 'a' });
    expect(said(asked)).toBe(1);
    fireEvent.keyDown(document.body, { key: 'b' });
    expect(said(asked)).toBe(1);
    await pass(saysEveryMs);
    expect(said(asked)).toBe(2);
    await pass(600_000);

    expect(said(asked)).toBe(2);
  });

  it('is warned before the lock, and the next key goes to main at once', async () => {
    const warn = vi.fn();
    const asked = await open({ warn });
    fireEvent.keyDown(document.body, { key: 'a' });
    act(() => push('lock', { inMs: 60_000 }));
    expect(warn).toHaveBeenCalledOnce();

    fireEvent.keyDown(document.body, { key: 'b' });

    expect(said(asked)).toBe(2);
  });

  it('is not told of while the window is locked', async () => {
    const asked = await open();
    await lock('idle');
    await screen.findByText(/Hidden/);
    fireEvent.keyDown(document.body, { key: 'a' });
    await pass(60_000);

    expect(said(asked)).toBe(0);
  });
});

describe('the cover', () => {
  it('asks after any key, refuses a wrong PIN, and gives the page back as it was', async () => {
    await open();
    const user = person();
    await user.type(screen.getByLabelText('Height'), '138');
    await lock('idle');
    expect(await screen.findByText('Hidden. Press any key and say who is working.')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'a' });

    await user.type(await screen.findByLabelText('PIN or password of maryam'), '000000{Enter}');
    expect(await screen.findByText(/Not shown/)).toBeTruthy();
    await user.type(screen.getByLabelText('PIN or password of maryam'), '123456{Enter}');

    expect(await screen.findByText('working: maryam')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Height').value).toBe('138');
  });

  it('asks at once where the person said so, and lets another sign in, who is told what becomes of the rest', async () => {
    await open({ unsaved: true });
    await lock('person');
    const user = person();
    await user.selectOptions(await screen.findByLabelText('Name'), 'huda');

    expect(screen.getByText(/What maryam typed in the assessment is kept as a draft/)).toBeTruthy();
    expect(screen.getByText(/is lost when somebody else signs in/)).toBeTruthy();
    await user.type(screen.getByLabelText('PIN or password of huda'), '123456{Enter}');

    expect(await screen.findByText('working: huda')).toBeTruthy();
  });
});

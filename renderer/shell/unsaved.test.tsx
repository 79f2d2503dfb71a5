import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { createI18n } from '../i18n.ts';
import { UnsavedDialog } from './UnsavedDialog.tsx';
import { UnsavedContext, useLeaving, useUnsaved } from './unsaved.ts';

afterEach(cleanup);

function Form({ onSaved }: { readonly onSaved: () => void }) {
  const [text, setText] = useState('');
  const release = useUnsaved(text !== '');
  return (
    <>
      <input aria-label="name" value={text} onChange={({ target }) => setText(target.value)} />
      <button
        type="button"
        onClick={() => {
          release();
          onSaved();
        }}
      >
        save
      </button>
    </>
  );
}

function Shell({ left }: { readonly left: () => void }) {
  const { unsaved, asked, losing, answer } = useLeaving();
  return (
    <UnsavedContext value={unsaved}>
      <UnsavedDialog open={asked} losing={losing} answer={answer} />
      <button type="button" onClick={() => unsaved.leave(left)}>
        elsewhere
      </button>
      <Form onSaved={() => unsaved.leave(left)} />
    </UnsavedContext>
  );
}

function open() {
  const left = vi.fn();
  render(
    <I18nextProvider i18n={createI18n('en')}>
      <FluentProvider theme={webLightTheme}>
        <Shell left={left} />
      </FluentProvider>
    </I18nextProvider>,
  );
  return left;
}

const type = (value: string) => fireEvent.change(screen.getByLabelText('name'), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name, hidden: true }));

it('leaves a page on which nothing was typed, or on which it was taken out again, without a word', () => {
  const left = open();

  press('elsewhere');
  type('Noora');
  type('');
  press('elsewhere');

  expect(left).toHaveBeenCalledTimes(2);
});

it('asks before it leaves what is not saved, and stays with everything that was typed', async () => {
  const left = open();
  type('Noora');

  press('elsewhere');
  expect(await screen.findByText('Leave without saving?')).toBeDefined();
  press('Stay on this page');

  expect(left).not.toHaveBeenCalled();
  expect(screen.getByLabelText<HTMLInputElement>('name').value).toBe('Noora');
  press('elsewhere');
  press('Leave without saving');
  expect(left).toHaveBeenCalledOnce();
});

it('keeps a window from being closed while something is not saved, and no longer', () => {
  open();
  const closes = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  expect(closes()).toBe(true);
  type('Noora');
  expect(closes()).toBe(false);
  type('');
  expect(closes()).toBe(true);
});

it('leaves at once after the save, before the page has been drawn again', () => {
  const left = open();
  type('Noora');

  press('save');

  expect(left).toHaveBeenCalledOnce();
});

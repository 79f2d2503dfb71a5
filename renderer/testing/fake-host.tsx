import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { ChannelName, EventName } from '../../core/contract/channel-names.ts';
import type { ChannelInput, ChannelOutput, EventPayload } from '../../core/contract/channels.ts';
import type { Result } from '../../core/contract/result.ts';

/** Answers of main, by channel; a channel without one fails the test that asks for it. */
export type Answers = {
  [C in ChannelName]?: (
    input: ChannelInput<C>,
  ) => Result<ChannelOutput<C>> | Promise<Result<ChannelOutput<C>>>;
};

/** What was asked of main, in order. */
export interface Asked {
  readonly channel: string;
  readonly input: unknown;
}

const listeners = new Map<string, Set<(payload: unknown) => void>>();
let answers: Answers = {};
let asked: Asked[] = [];

// Before anything imports renderer/api.ts, which takes the bridge when it is loaded.
Object.defineProperty(window, 'outbox', {
  value: {
    async call(channel: string, input: unknown) {
      asked.push({ channel, input });
      const answer = answers[channel as ChannelName] as
        | ((input: unknown) => Result<unknown> | Promise<Result<unknown>>)
        | undefined;
      if (!answer) throw new Error(`Nobody said what ${channel} answers.`);
      return answer(input);
    },
    on(event: string, listener: (payload: unknown) => void) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  },
});

// jsdom lays nothing out: these are what Fluent and the appearance ask of a browser.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};

/** Starts a test with main answering so. The returned list grows with every request. */
export function answerWith(given: Answers): readonly Asked[] {
  answers = given;
  asked = [];
  listeners.clear();
  return asked;
}

/** A push from main. */
export function push<E extends EventName>(event: E, payload: EventPayload<E>): void {
  for (const listener of listeners.get(event) ?? []) listener(payload);
}

/** Draws something with what every part of the window has around it. Modules are loaded after the bridge stands. */
export async function show(content: ReactNode, language: 'en' | 'ar' = 'en') {
  const { createQueryClient } = await import('../api-hooks.ts');
  const { createI18n } = await import('../i18n.ts');
  const { startLiveUpdates } = await import('../live-updates.ts');
  const client = createQueryClient();
  const stop = startLiveUpdates(client);
  const drawn = render(
    <I18nextProvider i18n={createI18n(language)}>
      <QueryClientProvider client={client}>{content}</QueryClientProvider>
    </I18nextProvider>,
  );
  return { ...drawn, client, stop };
}

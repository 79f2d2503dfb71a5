import type { Page } from '@playwright/test';
import type { ChannelName } from '../../core/contract/channel-names.ts';

/** What becomes of a channel's answers: they wait until `answer`, or they are errors. */
type Fate = 'wait' | 'refuse' | 'answer';

/** Decides over the answers of one channel from now on, in the preview host, whose requests are frames of a socket. */
export function answersOf(page: Page, channel: ChannelName): (fate: Fate) => Promise<void> {
  return (fate) =>
    page.evaluate(
      ([name, chosen]) => {
        const patched = globalThis as unknown as { fate?: string; held?: (() => void)[] };
        if (patched.fate === undefined) {
          patched.held = [];
          const { send } = WebSocket.prototype;
          WebSocket.prototype.send = function (frame) {
            const request = JSON.parse(String(frame)) as { readonly id: number; readonly channel: string };
            if (request.channel !== name || patched.fate === 'answer') return send.call(this, frame);
            if (patched.fate === 'wait') return void patched.held?.push(() => send.call(this, frame));
            const error = { code: 'BUSY', message: '' };
            const data = JSON.stringify({ id: request.id, ok: false, error });
            this.dispatchEvent(new MessageEvent('message', { data }));
          };
        }
        patched.fate = chosen;
        if (chosen === 'answer') for (const go of patched.held?.splice(0) ?? []) go();
      },
      [channel, fate] as const,
    );
}

/** Shows or hides the window as the page sees it; a hidden one that is shown asks for everything anew. */
export function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

import { ipcMain } from 'electron/main';
import type { Client } from '../core/app-parts.ts';
import { eventNames } from '../core/contract/channel-names.ts';
import { fail, type Result } from '../core/contract/result.ts';
import { type Distrust, distrustOf, type Sender } from './trusted-sender.ts';
import type { MainWindow } from './window/main-window.ts';

export interface IpcOptions {
  readonly window: () => Pick<MainWindow, 'contentsId'> | null;
  readonly client: () => Pick<Client, 'call'>;
  /** Called after each request of ours, with the name it gave. */
  readonly onCalled: (channel: unknown) => void;
  /** Somebody else than our window asked: to be logged and written to the audit trail. */
  readonly onRefused: (why: Distrust) => void;
}

/**
 * The one place that registers IPC. A request is known by its sender (our window, its top frame, our origin) and goes to the
 * session of that window; parsing, roles and the rate are the application's. Fails closed.
 */
export function registerIpc(options: IpcOptions): void {
  const answer = createAnswer(options);
  ipcMain.handle('call', (event, channel: unknown, input: unknown) =>
    answer({ contentsId: event.sender.id, frame: event.senderFrame }, channel, input),
  );
}

/** What is answered to a request, by who sent it. */
export function createAnswer({
  window,
  client,
  onCalled,
  onRefused,
}: IpcOptions): (sender: Sender, channel: unknown, input: unknown) => Promise<Result<unknown>> {
  return async (sender, channel, input) => {
    const why = distrustOf(sender, window()?.contentsId() ?? null);
    if (why) {
      onRefused(why);
      return fail('UNTRUSTED_SENDER', 'This request did not come from the window.');
    }
    const result = await client().call(typeof channel === 'string' ? channel : '', input);
    onCalled(channel);
    return result;
  };
}

/** Relays every push of a session to the window. */
export function relayPushes(client: Client, window: () => MainWindow | null): void {
  for (const event of eventNames) client.on(event, (payload) => window()?.send(event, payload));
}

import { ipcMain } from 'electron/main';
import type { Client } from '../core/app-parts.ts';
import { eventNames } from '../core/contract/channel-names.ts';
import { fail } from '../core/contract/result.ts';
import { isTrustedSender } from './trusted-sender.ts';
import type { MainWindow } from './window/main-window.ts';

/**
 * The one place that registers IPC. A request is known by its sender (our window, its top frame, our origin) and goes to the
 * session of that window; parsing and roles are the application's. Fails closed.
 */
export function registerIpc(
  window: () => MainWindow | null,
  client: () => Client,
  /** Called after each request of ours, with the name it gave. */
  onCalled: (channel: unknown) => void,
): void {
  ipcMain.handle('call', async (event, channel: unknown, input: unknown) => {
    const trusted = isTrustedSender(
      { contentsId: event.sender.id, frame: event.senderFrame },
      window()?.contentsId() ?? null,
    );
    if (!trusted) return fail('UNTRUSTED_SENDER', 'This request did not come from the window.');
    const result = await client().call(typeof channel === 'string' ? channel : '', input);
    onCalled(channel);
    return result;
  });
}

/** Relays every push of a session to the window. */
export function relayPushes(client: Client, window: () => MainWindow | null): void {
  for (const event of eventNames) client.on(event, (payload) => window()?.send(event, payload));
}

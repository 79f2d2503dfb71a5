import type { ChannelName, EventName } from '../core/contract/channel-names.ts';
import type { ChannelInput, ChannelOutput, EventPayload } from '../core/contract/channels.ts';
import type { Result } from '../core/contract/result.ts';
import { openSocketBridge } from './socket-bridge.ts';

/** What the preload script (Electron) or the socket (preview host) offers the window. */
export interface Bridge {
  call(channel: string, input: unknown): Promise<Result<unknown>>;
  on(event: string, listener: (payload: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly outbox?: Bridge;
  }
}

const bridge: Bridge = window.outbox ?? openSocketBridge(window.location);

/** Asks main for something. Expected errors come back as values; it never rejects for them. */
export function call<C extends ChannelName>(
  channel: C,
  input: ChannelInput<C>,
): Promise<Result<ChannelOutput<C>>> {
  return bridge.call(channel, input) as Promise<Result<ChannelOutput<C>>>;
}

/** Listens to a push from main; the returned function stops listening. */
export function on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
  return bridge.on(event, listener as (payload: unknown) => void);
}

import { contextBridge, ipcRenderer } from 'electron/renderer';
import { channelNames, eventNames } from '../../core/contract/channel-names.ts';

/**
 * What the sandboxed window may do: ask on a known channel, listen to a known push. Never `ipcRenderer` itself, never its
 * event object.
 */
contextBridge.exposeInMainWorld('outbox', {
  call(channel: string, input: unknown): Promise<unknown> {
    if (!(channelNames as readonly string[]).includes(channel))
      return Promise.reject(new Error('unknown channel'));
    return ipcRenderer.invoke('call', channel, input);
  },
  on(event: string, listener: (payload: unknown) => void): () => void {
    if (!(eventNames as readonly string[]).includes(event)) return () => {};
    const relay = (_: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(event, relay);
    return () => ipcRenderer.removeListener(event, relay);
  },
});

import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { App } from '../../core/app-parts.ts';
import { eventNames } from '../../core/contract/channel-names.ts';
import { fail } from '../../core/contract/result.ts';
import { addressOf, hostIsOurs, originIsOurs, tokenMatches } from './server.ts';

const requestSchema = z.strictObject({
  id: z.number().int(),
  channel: z.string().max(60),
  input: z.unknown(),
});

/** A rescue file is the largest thing that a window hands over (core/contract/rescue.ts). */
const maxFrameBytes = 64 * 1024 * 1024;

/**
 * Carries the IPC contract over a WebSocket at `/ipc?token=...`: one session for each socket, the same checks as in Electron
 * behind it. Token, Host and Origin are checked before the connection is accepted.
 */
export function serveIpc(server: Server, app: App, token: string): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  server.on('upgrade', (request, socket, head) => {
    // HTTP has let go of the socket: without a listener, a caller that resets it would end the process.
    socket.on('error', () => socket.destroy());
    const url = addressOf(request);
    const ours =
      hostIsOurs(request) &&
      originIsOurs(request) &&
      tokenMatches(url?.searchParams.get('token') ?? null, token);
    if (url?.pathname !== '/ipc' || !ours) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => serve(accepted, app));
  });
  return {
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function serve(socket: WebSocket, app: App): void {
  const client = app.connect();
  const send = (frame: unknown) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  for (const event of eventNames) client.on(event, (payload) => send({ event, payload }));
  socket.on('message', async (data) => {
    const request = requestSchema.safeParse(fromJson(String(data)));
    if (!request.success) {
      send({ id: null, ...fail('BAD_INPUT', 'A frame is {"id", "channel", "input"} as JSON text.') });
      return;
    }
    const { id, channel, input } = request.data;
    send({ id, ...(await client.call(channel, input)) });
  });
  socket.on('close', () => client.close());
  socket.on('error', () => socket.terminate());
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../host/ports.ts';
import { isLoopback } from '../../malaffi/profile.ts';
import { nodeHttp } from '../node-http.ts';
import { messagesAsJson, messagesPage, pageHeaders } from './messages-page.ts';
import type { FaultPicker } from './pick-fault.ts';
import type { Reception, Verdict } from './reception.ts';
import type { RecordFile } from './record-file.ts';
import { garbage, signInPage, withControlId } from './spoilt-replies.ts';
import { writeSlowly } from './write-slowly.ts';

const hl7Type = 'application/hl7-v2+er7; charset=utf-8';

const maxBodyBytes = 10 * 1024 * 1024;

/**
 * The practice receiver's HTTP port: POST takes a message and answers HL7 inside a 200, as the real one does, also when it
 * refuses; GET / and GET /messages show what was kept, to this machine alone.
 */
export function createHttpSide(options: {
  readonly clock: Clock;
  readonly reception: Reception;
  readonly picker: () => FaultPicker;
  readonly record: RecordFile | null;
  readonly apiKey: string | null;
}): Server {
  const { clock, reception, picker, record, apiKey } = options;
  const names = new WeakMap<Socket, string>();
  let connections = 0;

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST') return onPost(request, response);
    if (!isLoopback(hostOf(request))) return end(response, 403);
    if (request.method !== 'GET') return end(response, 405);
    if (request.url === '/') {
      response.writeHead(200, pageHeaders('text/html'));
      return response.end(messagesPage(reception.received()));
    }
    if (request.url !== '/messages') return end(response, 404);
    response.writeHead(200, pageHeaders('application/json'));
    return response.end(messagesAsJson(reception.received()));
  };

  const onPost = (request: IncomingMessage, response: ServerResponse) => {
    const connection = names.get(request.socket) ?? 'http';
    let chunks: Buffer[] = [];
    let size = 0;
    const recordPartial = () => {
      if (chunks.length > 0) record?.partial(clock.nowMs(), connection, Buffer.concat(chunks));
      chunks = [];
    };
    request.on('error', () => {});
    request.on('close', () => {
      if (!request.complete) recordPartial();
    });
    request.on('data', (bytes: Buffer) => {
      chunks.push(bytes);
      size += bytes.length;
      const cut = picker().cutAfter('http');
      if (cut !== null && size >= cut) {
        picker().countCut('http');
        recordPartial();
        request.socket.resetAndDestroy();
      } else if (size > maxBodyBytes) {
        end(response, 413);
        request.destroy();
      }
    });
    request.on('end', () => {
      if (request.socket.destroyed) return;
      const body = new Uint8Array(Buffer.concat(chunks));
      if (!apiKey || hasKey(request, apiKey))
        return answer(response, reception.take(body, 'http', connection));
      reception.turnAway(body, connection, 401);
      end(response, 401, { 'WWW-Authenticate': 'Bearer' });
    });
  };

  const answer = (response: ServerResponse, { number, reply, fault }: Verdict) => {
    const write = (body: Uint8Array | string, status = 200, contentType = hl7Type) => {
      record?.answered(number, clock.nowMs());
      response.writeHead(status, {
        'Content-Type': contentType,
        'Content-Length': String(Buffer.byteLength(body)),
      });
      response.end(body);
    };
    switch (fault?.answer) {
      case 'noAnswer':
        return;
      case 'late': {
        const cancel = clock.after(fault.ms, () => write(reply));
        response.once('close', cancel);
        return;
      }
      case 'cut':
        if (fault.at === 'beforeReply') return response.socket?.destroy();
        response.writeHead(200, { 'Content-Type': hl7Type, 'Content-Length': String(reply.length) });
        response.write(reply.subarray(0, Math.floor(reply.length / 2)), () => response.socket?.destroy());
        return;
      case 'slow':
        response.writeHead(200, { 'Content-Type': hl7Type, 'Content-Length': String(reply.length) });
        return writeSlowly(response, reply, fault.msPerByte, clock, () => response.end());
      case 'garbage':
        return write(garbage, 200, 'application/octet-stream');
      case 'wrongControlId':
        return write(withControlId(reply, fault.controlId));
      case 'html':
        return write(signInPage, fault.status, 'text/html; charset=utf-8');
      case 'http':
        record?.answered(number, clock.nowMs());
        return end(response, fault.status, {
          ...(fault.retryAfter ? { 'Retry-After': fault.retryAfter } : {}),
          ...(fault.location ? { Location: fault.location } : {}),
        });
      case 'empty':
        return write('');
      case 'large':
        return write(new Uint8Array(fault.bytes).fill(0x78));
      case 'twice':
        return write(Buffer.concat([reply, reply]));
      default:
        return write(reply);
    }
  };

  const server = nodeHttp().createServer(onRequest);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    names.set(socket, `http-${connections}`);
    socket.on('error', () => {});
  });
  return server;
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Length': '0', ...headers });
  response.end();
}

/** A page of another site must not read the messages by pointing its own name at this machine. */
function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '');
}

function hasKey(request: IncomingMessage, apiKey: string): boolean {
  const given = request.headers['x-api-key'] ?? request.headers.authorization?.replace(/^Bearer /, '');
  const [a, b] = [Buffer.from(String(given ?? '')), Buffer.from(apiKey)];
  return a.length === b.length && timingSafeEqual(a, b);
}

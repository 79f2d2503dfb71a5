import { timingSafeEqual } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { type AssetList, contentTypeOf } from '../assets.ts';
import { contentSecurityPolicy, securityHeaders } from '../security-headers.ts';

/** The page of the preview host: the window's files on 127.0.0.1, for whoever has the token of this start. */
export function createPageServer(options: {
  readonly rendererDir: string;
  readonly assets: AssetList;
  readonly token: string;
}): Server {
  const headers = securityHeaders(contentSecurityPolicy({ connect: "'self'" }));
  return createServer((request, response) => {
    const url = addressOf(request);
    if (!url || !hostIsOurs(request) || request.method !== 'GET') return refuse(response, 403);
    // Only the page itself asks for the token: its scripts and styles hold nothing.
    if (url.pathname === '/' && !tokenMatches(url.searchParams.get('token'), options.token))
      return refuse(response, 403);
    const file = options.assets.find(url.pathname === '/' ? '/index.html' : url.pathname);
    if (!file || !existsSync(join(options.rendererDir, file))) return refuse(response, 404);
    response.writeHead(200, { ...headers, 'Content-Type': contentTypeOf(file) });
    // A build that runs meanwhile may take the file away: the answer is cut, the host lives on.
    pipeline(createReadStream(join(options.rendererDir, file)), response, () => {});
  });
}

/** What is asked for, or null for what is no address, such as `//`: anything on this machine may ask before it is known. */
export function addressOf(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '/', 'http://127.0.0.1');
}

/** Compares in constant time. */
export function tokenMatches(given: string | null, token: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** True when the request names this very address: a page elsewhere cannot reach us under a name of its own (DNS rebinding). */
export function hostIsOurs(request: IncomingMessage): boolean {
  return request.headers.host === `127.0.0.1:${request.socket.localPort}`;
}

/** True when a page of ours, or a program without a page, asks. */
export function originIsOurs(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin === undefined || origin === `http://127.0.0.1:${request.socket.localPort}`;
}

function refuse(response: ServerResponse, status: 403 | 404): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(status === 403 ? 'Open the address that the preview host printed.' : 'Not found.');
}

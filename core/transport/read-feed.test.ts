import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { noSurroundings } from './reach.ts';
import { readFeedAt } from './read-feed.ts';
import { systemClock } from './system-clock.ts';
import { type Certificates, makeCertificates } from './testing/certificates.ts';

let certificates: Certificates;
let server: Server | null = null;
const seen: IncomingMessage[] = [];

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  seen.length = 0;
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const { cert, key } = certificates.good;
  server = createServer({ cert, key }, (request, response) => {
    seen.push(request);
    answer(response);
  });
  server.listen(0);
  await once(server, 'listening');
  return `https://localhost:${(server.address() as AddressInfo).port}/feed/latest.yml`;
}

const read = (address: string, trusted = true) =>
  readFeedAt(address, systemClock, {
    ...noSurroundings,
    companyCaPem: () => (trusted ? certificates.caPem : null),
  });

it('asks for one address and says nothing of this PC', async () => {
  const address = await serve((response) => response.end('version: 1.2.3\n'));

  expect(await read(address)).toEqual({ ok: true, text: 'version: 1.2.3\n' });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.url).toBe('/feed/latest.yml');
  expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual(['accept', 'connection', 'host']);
});

it('follows no redirect, and takes no page of an error and nothing large', async () => {
  const answers: readonly [(response: ServerResponse) => void, string][] = [
    [(response) => response.writeHead(302, { Location: '/other' }).end(), 'HTTP_302'],
    [(response) => response.writeHead(404).end('version: 9.9.9'), 'HTTP_404'],
    [(response) => response.end('x'.repeat(70_000)), 'REPLY_TOO_LARGE'],
  ];
  for (const [answer, code] of answers) {
    expect(await read(await serve(answer))).toEqual({ ok: false, code });
    server?.closeAllConnections();
    server?.close();
  }
  expect(seen).toHaveLength(answers.length);
});

it('asks nobody whose certificate is not trusted, and never in the clear', async () => {
  const address = await serve((response) => response.end('version: 9.9.9'));

  expect(await read(address, false)).toMatchObject({ ok: false });
  expect(await read('http://127.0.0.1:1/latest.yml')).toEqual({ ok: false, code: 'PLAIN_HTTP_REFUSED' });
  expect(seen).toEqual([]);
});

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAck } from '../../hl7/ack.ts';
import { buildMessages } from '../../malaffi/build-messages.ts';
import { sampleContext } from '../../malaffi/samples/salem.ts';
import { httpAt, mllpAt, openOrThrow } from '../testing/connections.ts';
import { sampleA04 } from '../testing/sample-messages.ts';
import {
  createPracticeReceiver,
  type PracticeReceiver,
  type PracticeReceiverOptions,
} from './practice-receiver.ts';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(options: PracticeReceiverOptions = {}): Promise<PracticeReceiver> {
  const receiver = await createPracticeReceiver(options);
  cleanUps.push(() => receiver.stop());
  return receiver;
}

async function sendOver(over: 'mllp' | 'http', receiver: PracticeReceiver, controlId: string, headers = {}) {
  const connection = await openOrThrow(
    over === 'mllp' ? mllpAt(receiver.mllpPort) : httpAt(receiver.httpPort, headers),
  );
  const reply = await connection.send(sampleA04(controlId), controlId);
  const { usable } = connection;
  connection.close();
  return { reply, usable };
}

/** What a browser would get, with a Host header of the test's choice. */
function get(
  receiver: PracticeReceiver,
  path: string,
  host = `127.0.0.1:${receiver.httpPort}`,
  method = 'GET',
) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve) => {
    const asking = request(
      { host: '127.0.0.1', port: receiver.httpPort, path, method, headers: { host }, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    asking.end();
  });
}

describe('the practice receiver’s HTTP port', () => {
  it.each([
    [
      { answer: 'http', status: 401 },
      { status: 401, retryAfter: null },
    ],
    [
      { answer: 'http', status: 429, retryAfter: '5' },
      { status: 429, retryAfter: '5' },
    ],
    [{ answer: 'http', status: 503, retryAfter: 'Wed, 25 Nov 2026 08:00:00 GMT' }, { status: 503 }],
    [{ answer: 'html' }, { status: 200, contentType: 'text/html; charset=utf-8' }],
  ] as const)('turns a message away with %j and keeps nothing', async (rule, expected) => {
    const receiver = await start({ faults: { rules: [rule] } });

    expect((await sendOver('http', receiver, 'C1')).reply).toMatchObject({ kind: 'http', ...expected });
    expect(receiver.received()).toMatchObject([{ stored: false }]);
  });

  it('wants the right key when it has one', async () => {
    const receiver = await start({ apiKey: 'invented-key' });

    const without = await sendOver('http', receiver, 'C1');
    const wrong = await sendOver('http', receiver, 'C1', { 'X-API-Key': 'other' });
    const header = await sendOver('http', receiver, 'C1', { 'X-API-Key': 'invented-key' });
    const bearer = await sendOver('http', receiver, 'C2', { Authorization: 'Bearer invented-key' });

    expect(
      [without, wrong, header, bearer].map(({ reply }) => reply.kind === 'http' && reply.status),
    ).toEqual([401, 401, 200, 200]);
    expect(receiver.received().map((message) => message.stored)).toEqual([false, false, true, true]);
  });

  it('shows what it has on a page that can load and run nothing', async () => {
    const receiver = await start();
    await sendOver('mllp', receiver, 'C<1>');

    const page = await get(receiver, '/');

    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('<td>C&lt;1&gt;</td><td>Salem Al Mazrouei</td><td>yes</td><td>AA</td>');
    expect(page.body).toContain('المزروعي');
    expect(page.body).not.toContain('C<1>');
  });

  it('lists the same as JSON', async () => {
    const receiver = await start();
    await sendOver('http', receiver, 'C1');

    const list: unknown = JSON.parse((await get(receiver, '/messages')).body);

    expect(list).toMatchObject([{ number: 1, controlId: 'C1', kind: 'ADT^A04', stored: true, answer: 'AA' }]);
    expect(list).toMatchObject([{ bytes: Buffer.from(sampleA04('C1')).toString('base64') }]);
  });

  it('shows nothing to a page of another site, and has nothing else to show', async () => {
    const receiver = await start();

    expect((await get(receiver, '/', 'evil.example')).status).toBe(403);
    expect((await get(receiver, '/other')).status).toBe(404);
    expect((await get(receiver, '/', undefined, 'PUT')).status).toBe(405);
  });
});

describe('the practice receiver’s MLLP port', () => {
  it('sends a commit acknowledgement first when told so', async () => {
    const receiver = await start({ faults: { rules: [{ answer: 'commitFirst' }] } });

    const { reply, usable } = await sendOver('mllp', receiver, 'C1');

    expect(reply.kind === 'hl7' && parseAck(reply.body)?.code).toBe('AA');
    expect(usable).toBe(true);
  });

  it('sends its answer twice when told so, which costs the connection', async () => {
    const receiver = await start({ faults: { rules: [{ answer: 'twice' }] } });

    const { reply, usable } = await sendOver('mllp', receiver, 'C1');

    expect(reply.kind).toBe('hl7');
    expect(usable).toBe(false);
  });

  it('shows a sign-in page where a frame should be', async () => {
    const receiver = await start({ faults: { rules: [{ answer: 'html' }] } });

    expect((await sendOver('mllp', receiver, 'C1')).reply).toMatchObject({ kind: 'none', cause: 'garbage' });
  });
});

describe('what the product builds', () => {
  it('is accepted: the A04 and the vitals of a visit', async () => {
    const receiver = await start();
    const connection = await openOrThrow(mllpAt(receiver.mllpPort));

    for (const message of buildMessages(sampleContext())) {
      if (message.built) await connection.send(message.bytes, message.controlId);
    }
    connection.close();

    expect(receiver.received().map(({ kind, answer }) => [kind, answer])).toEqual([
      ['ADT^A04', 'AA'],
      ['ORU^R01', 'AA'],
    ]);
  });
});

describe('the record file', () => {
  it('brings back what an earlier run kept, and is its owner’s alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outbox-record-'));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const recordFile = join(folder, 'record.jsonl');
    const first = await start({ recordFile });
    await sendOver('mllp', first, 'C1');
    await first.stop();

    const second = await start({ recordFile });
    await sendOver('mllp', second, 'C1');

    expect(second.received()).toMatchObject([
      { number: 1, controlId: 'C1', duplicate: false },
      { number: 2, controlId: 'C1', duplicate: true },
    ]);
    expect(statSync(recordFile).mode & 0o777).toBe(0o600);
  });
});

import type { Clock } from '../host/ports.ts';
import type { FeedAnswer } from '../updates/update-check.ts';
import { codeOf } from './connect-fault.ts';
import { nodeHttp } from './node-http.ts';
import { targetOf } from './node-transport.ts';
import { reach, type Surroundings } from './reach.ts';

const connectMs = 10_000;
const answerMs = 15_000;
const largestBytes = 64 * 1024;

/**
 * One GET for a small text, by the same way out as every message: names and chains are checked, the company's CA and proxy hold.
 * It carries nothing but the address, and an answer that is no 200, a redirect among them, is a code.
 */
export async function readFeedAt(
  address: string,
  clock: Clock,
  surroundings: Surroundings,
): Promise<FeedAnswer> {
  const target = targetOf(
    { kind: 'https', url: address, contentType: '', headers: {}, tls: null },
    surroundings,
  );
  if (!target?.tls) return { ok: false, code: 'PLAIN_HTTP_REFUSED' };
  const opened = await reach(target, connectMs, clock, surroundings);
  if (!opened.ok) return { ok: false, code: opened.fault.code };
  const { socket } = opened;
  return new Promise((resolve) => {
    const settle = (answer: FeedAnswer) => {
      cancel();
      socket.destroy();
      resolve(answer);
    };
    const cancel = clock.after(answerMs, () => settle({ ok: false, code: 'NO_REPLY_IN_TIME' }));
    const url = new URL(address);
    const request = nodeHttp().request({
      method: 'GET',
      path: url.pathname + url.search,
      headers: { Host: url.host, Accept: 'application/json, text/yaml', Connection: 'close' },
      createConnection: () => socket,
    });
    request.on('error', (error) => settle({ ok: false, code: codeOf(error) }));
    request.on('response', (response) => {
      if (response.statusCode !== 200) return settle({ ok: false, code: `HTTP_${response.statusCode ?? 0}` });
      const body: Uint8Array[] = [];
      let size = 0;
      response.on('data', (bytes: Uint8Array) => {
        size += bytes.length;
        if (size > largestBytes) settle({ ok: false, code: 'REPLY_TOO_LARGE' });
        else body.push(bytes);
      });
      response.on('error', (error) => settle({ ok: false, code: codeOf(error) }));
      response.on('end', () => settle({ ok: true, text: Buffer.concat(body).toString('utf8') }));
    });
    request.end();
  });
}

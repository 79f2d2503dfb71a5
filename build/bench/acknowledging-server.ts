import { createServer, type Server } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * The other side of the wire, in a thread of its own so that no side of a comparison pays for it: answers each MLLP frame or
 * POST with a positive ACK of its control id, as fast as it can. Nothing is checked or kept.
 */
const { key, cert } = workerData as { readonly key: string; readonly cert: string };

function acknowledge(message: string): string {
  const controlId = message.split('|', 10)[9] ?? '';
  return `MSH|^~\\&|R|R|T|T|20260105080000+0400||ACK^A04^ACK|A${controlId}|T|2.5.1\rMSA|AA|${controlId}\r`;
}

const mllp = createTcpServer((socket) => {
  let pending = '';
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    pending += chunk;
    for (let end = pending.indexOf('\x1c\r'); end >= 0; end = pending.indexOf('\x1c\r')) {
      socket.write(`\x0b${acknowledge(pending.slice(1, end))}\x1c\r`);
      pending = pending.slice(end + 2);
    }
  });
});

const https: Server = createServer({ key, cert, keepAliveTimeout: 600_000 }, (request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const reply = acknowledge(body);
    response.writeHead(200, {
      'Content-Type': 'application/hl7-v2',
      'Content-Length': Buffer.byteLength(reply),
    });
    response.end(reply);
  });
});

const portOf = (server: { address(): unknown }) => (server.address() as { port: number }).port;
mllp.listen(0, '127.0.0.1', () => {
  https.listen(0, '127.0.0.1', () => parentPort?.postMessage({ mllp: portOf(mllp), https: portOf(https) }));
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { encodeMessage } from '../../core/hl7/encode.ts';
import { createNodeTransport } from '../../core/transport/node-transport.ts';
import { systemClock } from '../../core/transport/system-clock.ts';
import { atLeast, beside, compare, each, type Figure, type Side } from './harness.ts';
import { loadPeer } from './peers.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { sampleOru } from './sample-message.ts';

export const timeouts = { connectMs: 5000, ackMs: 10_000, idleCloseMs: 600_000 };

/** The product's MLLP client beside a bare socket (S) that only looks for the end of the frame, and beside its peers. */
export async function measureMllpClient(): Promise<readonly Figure[]> {
  const receiver = await startReceiver();
  const bytes = encodeMessage(sampleOru('BENCH000001'));
  const bare = await bareSocket(receiver, bytes);
  const opened = await createNodeTransport(systemClock).open(receiver.mllp, timeouts);
  if (!opened.ok) throw new Error(opened.fault.code);
  const { connection } = opened;
  const medplum = medplumClient(receiver, bytes);
  const simple = simpleClient(receiver, bytes);
  const sides: Record<string, Side> = {
    ours: each(async () => {
      const reply = await connection.send(bytes, 'BENCH000001');
      if (reply.kind !== 'hl7') throw new Error(reply.kind);
    }),
  };
  if ('act' in medplum) sides['@medplum/hl7'] = medplum;
  if ('act' in simple) sides['simple-hl7'] = simple;
  try {
    const { rates, control, ms } = await compare(bare, sides, { times: 60 });
    return [
      atLeast('MLLP client alone: rate / bare socket (S)', rates.ours ?? 0, 0.9),
      ...Object.entries(rates).flatMap(([name, rate]) => (name === 'ours' ? [] : [beside(name, rate)])),
      ...[medplum, simple].flatMap((peer) => ('act' in peer ? [] : [peer])),
      beside('S: one round trip', `${(ms.base ?? 0).toFixed(3)} ms`),
      beside('A/A control of S', control),
    ];
  } finally {
    connection.close();
    bare.close();
    if ('close' in medplum) medplum.close();
    if ('close' in simple) simple.close();
    await receiver.stop();
  }
}

/** S: one message and its ACK over a bare loopback socket. */
export async function bareSocket(
  { mllpPort }: Receiver,
  message: Uint8Array,
): Promise<Side & { close(): void }> {
  const socket = connect(mllpPort, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  const framed = Buffer.concat([Buffer.of(0x0b), message, Buffer.of(0x1c, 0x0d)]);
  let answered = () => {};
  socket.on('data', (chunk: Buffer) => {
    if (chunk.at(-2) === 0x1c) answered();
  });
  return {
    ...each(
      () =>
        new Promise<void>((resolve) => {
          answered = resolve;
          socket.write(framed);
        }),
    ),
    close: () => socket.destroy(),
  };
}

interface MedplumClient {
  sendAndWait(message: unknown): Promise<unknown>;
  close(): unknown;
}

function medplumClient({ mllpPort }: Receiver, bytes: Uint8Array): (Side & { close(): void }) | Figure {
  const hl7 = loadPeer('@medplum/hl7');
  const core = loadPeer('@medplum/core');
  if (!hl7.ok) return hl7.why;
  if (!core.ok) return core.why;
  const { Hl7Client } = hl7.exports as {
    Hl7Client: new (options: { host: string; port: number; keepAlive: boolean }) => MedplumClient;
  };
  const { Hl7Message } = core.exports as { Hl7Message: { parse(text: string): unknown } };
  const client = new Hl7Client({ host: '127.0.0.1', port: mllpPort, keepAlive: true });
  const text = Buffer.from(bytes).toString('utf8');
  return { ...each(() => client.sendAndWait(Hl7Message.parse(text))), close: () => client.close() };
}

interface SimpleClient {
  send(message: unknown, callback: (error: unknown) => void): void;
  close(): void;
}

function simpleClient({ mllpPort }: Receiver, bytes: Uint8Array): (Side & { close(): void }) | Figure {
  const peer = loadPeer('simple-hl7');
  if (!peer.ok) return peer.why;
  const { Server } = peer.exports as {
    Server: { createTcpClient(options: { host: string; port: number; keepalive: boolean }): SimpleClient };
  };
  const client = Server.createTcpClient({ host: '127.0.0.1', port: mllpPort, keepalive: true });
  const text = Buffer.from(bytes).toString('utf8');
  const once = () =>
    new Promise<void>((resolve, reject) => {
      client.send(text, (error) => (error ? reject(error) : resolve()));
    });
  return { ...each(once), close: () => client.close() };
}

import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { systemClock } from './system-clock.ts';
import { mllpAt, openOrThrow, patient, replyText } from './testing/connections.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { answering, framed, type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts';

const message = sampleA04('C1');
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function serve(script: Parameters<typeof startScriptedServer>[0]): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  cleanUps.push(() => server.stop());
  return server;
}

async function dial(server: ScriptedServer, clock: Clock = systemClock): Promise<Connection> {
  const connection = await openOrThrow(mllpAt(server.port), clock);
  cleanUps.push(() => connection.close());
  await server.untilReceived(0);
  return connection;
}

describe('sending over MLLP', () => {
  it('puts exactly the frozen bytes on the wire and gives the reply back as it came', async () => {
    const server = await serve({ onData: answering((id) => framed(sampleAck(id))) });
    const connection = await dial(server);

    const reply = await connection.send(message, 'C1');

    expect(server.received()).toBe(framed(new TextDecoder().decode(message)));
    expect(reply.kind).toBe('hl7');
    expect(replyText(reply)).toBe(sampleAck('C1'));
    expect(connection.usable).toBe(true);
  });

  it('sends many messages over one connection', async () => {
    const server = await serve({ onData: answering((id) => framed(sampleAck(id))) });
    const connection = await dial(server);

    for (const id of ['C1', 'C2', 'C3']) {
      expect(replyText(await connection.send(sampleA04(id), id))).toBe(sampleAck(id));
    }

    expect(server.sockets).toHaveLength(1);
  });

  it('puts a reply together that comes one byte at a time [faults 8, A27]', async () => {
    const server = await serve({
      onData: async (_bytes, socket) => {
        for (const byte of Buffer.from(framed(sampleAck('C1')))) {
          socket.write(Uint8Array.of(byte));
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
    });
    const connection = await dial(server);

    expect(replyText(await connection.send(message, 'C1'))).toBe(sampleAck('C1'));
  });

  it('waits past a commit acknowledgement for the reply', async () => {
    const server = await serve({
      onData: answering((id) => `${framed('\x06')}${framed(sampleAck(id))}`),
    });
    const connection = await dial(server);

    expect(replyText(await connection.send(message, 'C1'))).toBe(sampleAck('C1'));
    expect(connection.usable).toBe(true);
  });

  it('takes the first of two replies in one packet and gives the connection up [faults 8, A27]', async () => {
    const server = await serve({
      onData: answering((id) => framed(sampleAck(id)) + framed(sampleAck('OTHER'))),
    });
    const connection = await dial(server);

    const reply = await connection.send(message, 'C1');

    expect(replyText(reply)).toBe(sampleAck('C1'));
    expect(connection.usable).toBe(false);
  });

  it('counts the ACK timeout from the write, however slowly a reply drips', async () => {
    const clock = createManualClock();
    const server = await serve({ onData: (_bytes, socket) => socket.write('\x0bMSH') });
    const connection = await dial(server, clock);
    const waiting = connection.send(message, 'C1');
    await server.untilReceived(message.length + 3);

    clock.advance(patient.ackMs - 1);
    server.sockets[0]?.write('|');
    clock.advance(1);

    expect(await waiting).toMatchObject({ kind: 'none', cause: 'timeout', latencyMs: patient.ackMs });
  });

  it('stops reading an answer of 10 MB at its limit [faults 8, A28]', async () => {
    let written = 0;
    const server = await serve({
      onData: (_bytes, socket) => {
        socket.write('\x0b');
        for (let megabyte = 0; megabyte < 10; megabyte++) {
          socket.write(Buffer.alloc(1024 * 1024, 'x'), (error) => {
            if (!error) written++;
          });
        }
      },
    });
    const connection = await dial(server);

    const reply = await connection.send(message, 'C1');

    expect(reply).toMatchObject({ kind: 'none', bytesLeft: true, cause: 'tooLarge' });
    expect(connection.usable).toBe(false);
    expect(written).toBeLessThan(10);
  });

  it('calls a web page where an ACK should be garbage', async () => {
    const server = await serve({
      onData: (_bytes, socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n<html>'),
    });
    const connection = await dial(server);

    expect(await connection.send(message, 'C1')).toMatchObject({ kind: 'none', cause: 'garbage' });
    expect(connection.usable).toBe(false);
  });

  it('says that bytes left when the receiver resets in the middle of its reply', async () => {
    const server = await serve({
      onData: (_bytes, socket) => {
        socket.write('\x0bMSH|^~\\&|');
        setImmediate(() => socket.resetAndDestroy());
      },
    });
    const connection = await dial(server);

    const reply = await connection.send(message, 'C1');

    expect(reply).toMatchObject({ kind: 'none', bytesLeft: true });
    expect(reply.kind === 'none' && ['reset', 'closed']).toContain(reply.kind === 'none' && reply.cause);
  });

  it('says that bytes left when the receiver closes without an ACK', async () => {
    const server = await serve({ onData: (_bytes, socket) => socket.end() });
    const connection = await dial(server);

    expect(await connection.send(message, 'C1')).toMatchObject({
      kind: 'none',
      bytesLeft: true,
      cause: 'closed',
    });
  });
});

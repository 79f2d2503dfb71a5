import { once } from 'node:events';
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

describe('a connection over MLLP', () => {
  it('gives the connection up when a second reply arrives later, before the next message is written', async () => {
    const server = await serve({ onData: answering((id) => framed(sampleAck(id))) });
    const connection = await dial(server);
    const closed = new Promise<void>((resolve) => connection.onClosed(resolve));
    await connection.send(message, 'C1');

    server.sockets[0]?.write(framed(sampleAck('C1')));
    await closed;
    const second = await connection.send(sampleA04('C2'), 'C2');

    expect(second).toMatchObject({ kind: 'none', bytesLeft: false });
    expect(server.received()).not.toContain('C2');
  });

  it('never credits a late ACK to another message: the connection ends at the timeout [faults 8, A27]', async () => {
    const clock = createManualClock();
    const server = await serve({});
    const first = await dial(server, clock);
    const waiting = first.send(message, 'C1');
    await server.untilReceived(message.length + 3);

    clock.advance(patient.ackMs);
    const timedOut = await waiting;
    server.sockets[0]?.write(framed(sampleAck('C1')));
    const second = await dial(server, clock);
    const reply = second.send(sampleA04('C2'), 'C2');
    await server.untilReceived(2 * (message.length + 3));
    server.sockets[1]?.write(framed(sampleAck('C2')));

    expect(timedOut).toMatchObject({ kind: 'none', bytesLeft: true, cause: 'timeout' });
    expect(first.usable).toBe(false);
    expect(replyText(await reply)).toBe(sampleAck('C2'));
  });

  it('writes nothing when the receiver hung up while nobody was looking', async () => {
    const server = await serve({});
    const connection = await dial(server);
    const hungUp = once(server.sockets[0] as never, 'close');
    server.sockets[0]?.destroy();
    await hungUp;

    const reply = await connection.send(message, 'C1');

    expect(reply).toMatchObject({ kind: 'none', bytesLeft: false });
    expect(server.received()).toBe('');
  });

  it('writes nothing when something unasked for is already there', async () => {
    const server = await serve({ onConnection: (socket) => socket.write(framed(sampleAck('C1'))) });
    const connection = await dial(server);
    const closed = new Promise<void>((resolve) => connection.onClosed(resolve));
    await closed;

    expect(await connection.send(message, 'C1')).toMatchObject({ kind: 'none', bytesLeft: false });
    expect(server.received()).toBe('');
  });

  it('tells once when the receiver closes an idle connection', async () => {
    const server = await serve({ onData: answering((id) => framed(sampleAck(id))) });
    const connection = await dial(server);
    await connection.send(message, 'C1');
    let told = 0;
    const closed = new Promise<void>((resolve) =>
      connection.onClosed(() => {
        told++;
        resolve();
      }),
    );

    server.sockets[0]?.end();
    await closed;
    connection.close();

    expect(told).toBe(1);
    expect(connection.usable).toBe(false);
  });

  it('closes a connection that nobody used for the idle time', async () => {
    const clock = createManualClock();
    const server = await serve({});
    const connection = await dial(server, clock);

    clock.advance(patient.idleCloseMs - 1);
    const before = connection.usable;
    clock.advance(1);

    expect(before).toBe(true);
    expect(connection.usable).toBe(false);
  });

  it('refuses a second message while one is in flight, without a byte', async () => {
    const server = await serve({});
    const connection = await dial(server);
    const first = connection.send(message, 'C1');

    const second = await connection.send(sampleA04('C2'), 'C2');
    await server.untilReceived(message.length + 3);
    server.sockets[0]?.write(framed(sampleAck('C1')));

    expect(second).toMatchObject({ kind: 'none', bytesLeft: false, code: 'ONE_MESSAGE_IN_FLIGHT' });
    expect(replyText(await first)).toBe(sampleAck('C1'));
    expect(server.received()).not.toContain('C2');
  });
});

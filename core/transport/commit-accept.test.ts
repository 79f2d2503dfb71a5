import { afterEach, describe, expect, it } from 'vitest';
import { mllpAt, openOrThrow, patient, replyText } from './testing/connections.ts';
import { createManualClock, type ManualClock } from './testing/manual-clock.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { framed, type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts';

const message = sampleA04('C1');
const commit = sampleAck('C1', 'CA');
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Sends C1 to a receiver of enhanced mode that writes nothing by itself. */
async function exchange(awaitsApplicationAck = true) {
  const server = await startScriptedServer({});
  cleanUps.push(() => server.stop());
  const clock = createManualClock();
  const connection = await openOrThrow({ ...mllpAt(server.port), awaitsApplicationAck }, clock);
  cleanUps.push(() => connection.close());
  const reply = connection.send(message, 'C1');
  await server.untilReceived(message.length + 3);
  return { server, clock, connection, reply };
}

const write = (server: ScriptedServer, text: string) => server.sockets[0]?.write(text);

/** A whole exchange over a second connection: by its end, what was written to the first has been read. */
async function pastTheWire(server: ScriptedServer): Promise<void> {
  const other = await openOrThrow(mllpAt(server.port));
  cleanUps.push(() => other.close());
  const reply = other.send(sampleA04('C2'), 'C2');
  await server.untilReceived(2 * (message.length + 3));
  server.sockets[1]?.write(framed(sampleAck('C2')));
  await reply;
}

describe('enhanced mode with an application ACK', () => {
  it('takes the application ACK for the answer, not the commit accept before it', async () => {
    const { server, connection, reply } = await exchange();

    write(server, framed(commit));
    write(server, framed(sampleAck('C1', 'AE')));

    expect(replyText(await reply)).toBe(sampleAck('C1', 'AE'));
    expect(connection.usable).toBe(true);
  });

  it('takes both from one packet', async () => {
    const { server, connection, reply } = await exchange();

    write(server, framed(commit) + framed(sampleAck('C1')));

    expect(replyText(await reply)).toBe(sampleAck('C1'));
    expect(connection.usable).toBe(true);
  });

  it.each([
    {
      what: 'does not come in time',
      ends: (_: ScriptedServer, clock: ManualClock) => clock.advance(patient.ackMs),
    },
    { what: 'is cut off', ends: (server: ScriptedServer) => server.sockets[0]?.end() },
    { what: 'is garbage', ends: (server: ScriptedServer) => write(server, 'HTTP/1.1 200 OK\r\n') },
  ])(
    'has the commit accept, by which the receiver has the message, when the application ACK $what',
    async ({ ends }) => {
      const { server, clock, connection, reply } = await exchange();
      write(server, framed(commit));
      await pastTheWire(server);

      ends(server, clock);

      expect(replyText(await reply)).toBe(commit);
      expect(connection.usable).toBe(false);
    },
  );

  it('does not take the commit accept of another message for its own', async () => {
    const { server, reply } = await exchange();

    write(server, framed(sampleAck('C0', 'CA')));

    expect(replyText(await reply)).toBe(sampleAck('C0', 'CA'));
  });
});

describe('enhanced mode without an application ACK', () => {
  it('ends with the commit accept', async () => {
    const { server, connection, reply } = await exchange(false);

    write(server, framed(commit));

    expect(replyText(await reply)).toBe(commit);
    expect(connection.usable).toBe(true);
  });
});

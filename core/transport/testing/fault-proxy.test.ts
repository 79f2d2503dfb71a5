import { afterEach, describe, expect, it } from 'vitest';
import { parseAck } from '../../hl7/ack.ts';
import type { Clock } from '../../host/ports.ts';
import { createPracticeReceiver, type PracticeReceiver } from '../practice/practice-receiver.ts';
import { systemClock } from '../system-clock.ts';
import { mllpAt, openOrThrow, patient } from './connections.ts';
import { type FaultProxy, type NetworkFaults, startFaultProxy } from './fault-proxy.ts';
import { createManualClock } from './manual-clock.ts';
import { sampleA04 } from './sample-messages.ts';

const message = sampleA04('C1');
const frameLength = message.length + 3;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function behindProxy(faults: NetworkFaults) {
  const receiver = await createPracticeReceiver();
  cleanUps.push(() => receiver.stop());
  const proxy = await startFaultProxy(receiver.mllpPort, faults);
  cleanUps.push(() => proxy.stop());
  return { receiver, proxy };
}

async function sendThrough(proxy: FaultProxy, clock: Clock = systemClock) {
  const connection = await openOrThrow(mllpAt(proxy.port), clock);
  cleanUps.push(() => connection.close());
  return connection.send(message, 'C1');
}

const ids = (receiver: PracticeReceiver) => receiver.received().map(({ controlId }) => controlId);

describe('a message over a bad network', () => {
  it('arrives in slices of one byte, as does its answer', async () => {
    const { receiver, proxy } = await behindProxy({ sliceBytes: 1, latencyMs: 1 });

    const reply = await sendThrough(proxy);

    expect(reply.kind === 'hl7' && parseAck(reply.body)?.code).toBe('AA');
    expect(ids(receiver)).toEqual(['C1']);
  });

  it('is never half accepted, wherever the connection resets on the way up, and counts as left', async () => {
    const { receiver, proxy } = await behindProxy({});

    for (let bytes = 1; bytes < frameLength; bytes++) {
      proxy.setFaults({ resetAfterUp: bytes });
      expect(await sendThrough(proxy)).toMatchObject({ kind: 'none', bytesLeft: true });
    }

    expect(ids(receiver)).toEqual([]);
  });

  it('is kept by the receiver but never believed without the whole answer', async () => {
    const { receiver, proxy } = await behindProxy({});

    for (const bytes of [1, 2, 50, 100]) {
      proxy.setFaults({ resetAfterDown: bytes });
      expect(await sendThrough(proxy)).toMatchObject({ kind: 'none', bytesLeft: true });
    }

    expect(ids(receiver)).toEqual(['C1', 'C1', 'C1', 'C1']);
  });

  it.each([
    ['is swallowed on the way up', { swallowUp: true }, []],
    ['is stored and its answer swallowed', { swallowDown: true }, ['C1']],
    ['meets a connection that a firewall forgot', { halfOpenAfterUp: 10 }, []],
    ['gets through just before a firewall forgets', { halfOpenAfterUp: frameLength }, ['C1']],
  ] as const)('ends at the ACK timeout when it %s', async (_what, faults, kept) => {
    const clock = createManualClock();
    const { receiver, proxy } = await behindProxy(faults);
    const waiting = sendThrough(proxy, clock);
    await proxy.untilTaken(frameLength);
    // A whole exchange past the proxy: by then the first would have come through, were it let.
    await (await openOrThrow(mllpAt(receiver.mllpPort))).send(sampleA04('C2'), 'C2');

    clock.advance(patient.ackMs);

    expect(await waiting).toMatchObject({ kind: 'none', bytesLeft: true, cause: 'timeout' });
    expect(ids(receiver)).toEqual([...kept, 'C2']);
  });
});

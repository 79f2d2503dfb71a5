import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Reply } from '../../delivery/ports.ts';
import { parseAck } from '../../hl7/ack.ts';
import { httpAt, mllpAt, openOrThrow, replyText } from '../testing/connections.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { sampleA04 } from '../testing/sample-messages.ts';
import type { FaultPlanInput } from './fault-plan.ts';
import {
  createPracticeReceiver,
  type PracticeReceiver,
  type PracticeReceiverOptions,
} from './practice-receiver.ts';

let folder: string;
let record: string;
const cleanUps: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-practice-'));
  record = join(folder, 'record.jsonl');
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  rmSync(folder, { recursive: true });
});

async function start(options: PracticeReceiverOptions = {}): Promise<PracticeReceiver> {
  const receiver = await createPracticeReceiver({ recordFile: record, ...options });
  cleanUps.push(() => receiver.stop());
  return receiver;
}

async function dial(receiver: PracticeReceiver, over: 'mllp' | 'http') {
  const address = over === 'mllp' ? mllpAt(receiver.mllpPort) : httpAt(receiver.httpPort);
  const connection: Connection = await openOrThrow(address);
  cleanUps.push(() => connection.close());
  return connection;
}

function lines(): readonly { readonly event?: string; readonly bytes?: string }[] {
  return readFileSync(record, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { event?: string; bytes?: string });
}

const ackOf = (reply: Reply) => ('body' in reply ? parseAck(reply.body) : null);

/** One message against one rule, over a new connection. */
async function against(rule: NonNullable<FaultPlanInput['rules']>[number], over: 'mllp' | 'http') {
  const receiver = await start({ faults: { rules: [rule] } });
  const connection = await dial(receiver, over);
  const reply = await connection.send(sampleA04('C1'), 'C1');
  return { receiver, connection, reply, ack: ackOf(reply) };
}

describe.each(['mllp', 'http'] as const)('the practice receiver over %s', (over) => {
  it('accepts a good message and swaps the sides in its answer', async () => {
    const receiver = await start();
    const connection = await dial(receiver, over);

    const reply = await connection.send(sampleA04('C1'), 'C1');

    expect(ackOf(reply)).toMatchObject({ code: 'AA', controlId: 'C1', errors: [] });
    expect(replyText(reply)).toMatch(
      /^MSH\|\^~\\&\|Rhapsody\^MALAFFI\|ADHIE\|TSTSYS\^TSTSYS\|TSTSYS\^TSTSYS\|/,
    );
    expect(receiver.received()).toMatchObject([
      { number: 1, controlId: 'C1', kind: 'ADT^A04', stored: true, duplicate: false, answer: 'AA' },
    ]);
  });

  it.each([
    ['no header', 'hello', 'AR', '100'],
    ['no control id', replaced('|C1|', '||'), 'AR', '101'],
    ['an unknown type', replaced('ADT^A04', 'BAR^P01'), 'AR', '200'],
    ['an unknown event', replaced('ADT^A04', 'ADT^A99'), 'AR', '201'],
    ['a live message', replaced('|T|2.5.1', '|P|2.5.1'), 'AR', '202'],
    ['another version', replaced('|T|2.5.1', '|T|3'), 'AR', '203'],
    ['no visit', replaced(/PV1.*\r/, ''), 'AE', '100'],
    ['no patient id', replaced('S-0001^^^&TSTSYS', ''), 'AE', '101'],
  ])('refuses a message with %s', async (_what, text, code, errCode) => {
    const receiver = await start();
    const connection = await dial(receiver, over);

    const reply = await connection.send(new TextEncoder().encode(text), 'C1');

    expect(ackOf(reply)).toMatchObject({ code, errors: [{ code: errCode }] });
    expect(receiver.received()).toMatchObject([{ stored: false, answer: `${code} ${errCode}` }]);
  });

  it.each(['AE', 'AR', 'CE', 'CR'] as const)(
    'answers %s with the error that the plan orders',
    async (answer) => {
      const err = {
        code: '207',
        location: 'PV1-7.1',
        userText: 'Later.',
        application: { code: '9', text: 'x' },
      };

      const { ack, receiver } = await against({ answer, err }, over);

      expect(ack).toMatchObject({
        code: answer,
        controlId: 'C1',
        errors: [{ code: '207', location: 'PV1-7.1', applicationCode: '9', text: 'Later.' }],
      });
      expect(receiver.received()[0]?.stored).toBe(false);
    },
  );

  it('answers CA, and AE without an error code, when told so', async () => {
    expect((await against({ answer: 'CA' }, over)).ack?.code).toBe('CA');
    expect((await against({ answer: 'AE' }, over)).ack).toMatchObject({ code: 'AE', errors: [] });
  });

  it('keeps the message and spoils the answer', async () => {
    const wrong = await against({ answer: 'wrongControlId' }, over);
    const empty = await against({ answer: 'empty' }, over);
    const garbage = await against({ answer: 'garbage' }, over);

    expect(wrong.ack?.controlId).toBe('NOT-YOURS');
    expect(empty.ack).toBeNull();
    expect(garbage.ack).toBeNull();
    for (const { receiver } of [wrong, empty, garbage]) expect(receiver.received()[0]?.stored).toBe(true);
  });

  it('hangs up before its answer and in the middle of it', async () => {
    for (const at of ['beforeReply', 'midReply'] as const) {
      const { reply, receiver } = await against({ answer: 'cut', at }, over);
      expect(reply).toMatchObject({ kind: 'none', bytesLeft: true });
      expect(receiver.received()[0]?.stored).toBe(true);
    }
  });

  it('cuts a message off in the middle and writes down what came of it', async () => {
    const { reply, receiver } = await against({ answer: 'cut', at: 'midRequest', bytes: 20 }, over);
    await receiver.stop();

    expect(reply).toMatchObject({ kind: 'none', bytesLeft: true });
    expect(receiver.received()).toEqual([]);
    expect(lines()).toMatchObject([{ event: 'partial' }]);
  });

  it('answers byte by byte, and with far too much', async () => {
    const slow = await against({ answer: 'slow', msPerByte: 0 }, over);
    const large = await against({ answer: 'large' }, over);

    expect(slow.ack?.controlId).toBe('C1');
    expect(large.reply).toMatchObject({ kind: 'none', cause: 'tooLarge' });
  });

  it('answers late, when its time has come', async () => {
    const clock = createManualClock();
    const receiver = await start({
      clock,
      faults: { rules: [{ answer: 'late', ms: 5000 }] },
      onReceived: () => setImmediate(() => clock.advance(5000)),
    });
    const connection = await dial(receiver, over);

    expect(ackOf(await connection.send(sampleA04('C1'), 'C1'))?.code).toBe('AA');
    expect(clock.nowMs()).toBe(5000);
  });

  it('refuses a control id it has kept before when told so, with 205', async () => {
    const receiver = await start({ faults: { duplicates: 'refuse' } });
    const connection = await dial(receiver, over);
    await connection.send(sampleA04('C1'), 'C1');

    const again = await connection.send(sampleA04('C1'), 'C1');

    expect(ackOf(again)).toMatchObject({ code: 'AE', errors: [{ code: '205' }] });
    expect(receiver.received()).toMatchObject([{ duplicate: false }, { duplicate: true, stored: false }]);
  });

  it('changes its switches while it runs', async () => {
    const receiver = await start();
    const connection = await dial(receiver, over);
    await connection.send(sampleA04('C1'), 'C1');

    receiver.setFaults({ rules: [{ answer: 'AR' }] });

    expect(ackOf(await connection.send(sampleA04('C2'), 'C2'))?.code).toBe('AR');
  });

  it('has every byte on record before an answer could leave, and says nothing when told so', async () => {
    const message = sampleA04('C1');
    let atReceipt: ReturnType<typeof lines> = [];
    let tellArrived = () => {};
    const arrived = new Promise<void>((resolve) => {
      tellArrived = resolve;
    });
    const receiver = await start({
      faults: { rules: [{ answer: 'noAnswer' }] },
      onReceived: () => {
        atReceipt = lines();
        tellArrived();
      },
    });
    const connection = await dial(receiver, over);
    const waiting = connection.send(message, 'C1');

    await arrived;
    await receiver.stop();

    expect(atReceipt).toMatchObject([{ event: 'received', controlId: 'C1', kind: 'ADT^A04', stored: true }]);
    expect(Buffer.from(String(atReceipt[0]?.bytes), 'base64').equals(Buffer.from(message))).toBe(true);
    expect(await waiting).toMatchObject({ kind: 'none', bytesLeft: true });
    expect(lines()).toHaveLength(1);
  });
});

function replaced(what: string | RegExp, by: string): string {
  return new TextDecoder().decode(sampleA04('C1')).replace(what, by);
}

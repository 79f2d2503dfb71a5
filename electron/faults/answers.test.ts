import { afterEach, describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../core/transport/practice/fault-plan.ts';
import { type Clinic, openClinic, until } from '../fixture/clinic.ts';

type Rule = NonNullable<FaultPlanInput['rules']>[number];

let clinic: Clinic | undefined;

afterEach(async () => {
  await clinic?.close();
});

/** One visit whose first message meets the rule; ends when all has been sent. */
async function sendThrough(transport: 'mllp' | 'http', rule: Rule, profile = {}): Promise<Clinic> {
  const faults = { rules: [{ ...rule, times: 1 }] };
  const opened = await openClinic({ speed: 200, transport, faults, profile });
  clinic = opened;
  await opened.save(0);
  await until('all is sent', async () => (await opened.rows()).every(({ state }) => state === 'sent'));
  return opened;
}

describe.each(['mllp', 'http'] as const)('an answer that is none, over %s', (transport) => {
  it.each<{ name: string; rule: Rule; copies: number }>([
    { name: 'none at all [faults 8, 10, A23, A26]', rule: { answer: 'noAnswer' }, copies: 2 },
    { name: 'one that comes too late [faults 8, A27]', rule: { answer: 'late', ms: 900 }, copies: 2 },
    { name: 'a connection that closes instead [faults 8, A23]', rule: { answer: 'cut' }, copies: 2 },
    { name: 'half an answer [faults 8, A23]', rule: { answer: 'cut', at: 'midReply' }, copies: 2 },
    { name: 'garbage [faults 8, A28]', rule: { answer: 'garbage' }, copies: 2 },
    { name: 'nothing in a frame [faults 8, A28]', rule: { answer: 'empty' }, copies: 2 },
    { name: 'one for another message [faults 8, A28]', rule: { answer: 'wrongControlId' }, copies: 2 },
    { name: '10 MB [faults 8, A28]', rule: { answer: 'large' }, copies: 2 },
    { name: 'a sign-in page [faults 8, A28, A32]', rule: { answer: 'html' }, copies: 1 },
  ])('is never success, and the same bytes go again with the flag: $name', async ({ rule, copies }) => {
    const { rows, receiver, broken } = await sendThrough(transport, rule);

    const visit = (await rows()).find(({ kind }) => kind === 'ADT^A04');
    const kept = receiver()
      .received()
      .filter(({ controlId, stored }) => stored && controlId === visit?.controlId);
    expect(visit?.possiblyDelivered).toBe(true);
    expect(kept).toHaveLength(copies);
    expect(broken({ drained: true })).toEqual([]);
  });

  it.each<{ name: string; rule: Rule }>([
    { name: 'one byte at a time', rule: { answer: 'slow', msPerByte: 0 } },
    { name: 'two times in one packet', rule: { answer: 'twice' } },
  ])('is taken however it is cut: $name [faults 8, A27]', async ({ rule }) => {
    // A busy machine is no reason for a timeout here.
    const { rows, receiver, broken } = await sendThrough(transport, rule, { ackTimeoutMs: 15_000 });

    expect((await rows()).some(({ possiblyDelivered }) => possiblyDelivered)).toBe(false);
    expect(receiver().received()).toHaveLength(2);
    expect(broken({ drained: true })).toEqual([]);
  });
});

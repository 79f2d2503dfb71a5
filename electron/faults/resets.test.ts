import { afterEach, expect, it } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../core/transport/testing/fault-proxy.ts';
import { injections, soaking } from '../../db/fixture/fault.ts';
import { type Clinic, openClinic, until } from '../fixture/clinic.ts';
import { must } from '../preview/demo-school.ts';

let clinic: Clinic | undefined;
let proxy: FaultProxy | undefined;

afterEach(async () => {
  await clinic?.close();
  await proxy?.stop();
});

/** A clinic whose messages pass a proxy. */
async function behindProxy() {
  const opened = await openClinic({
    speed: 500,
    profile: { ackTimeoutMs: 15_000, connectTimeoutMs: 15_000 },
  });
  clinic = opened;
  const between = await startFaultProxy(opened.receiver().mllpPort);
  proxy = between;
  const [destination] = await must(opened.client, 'destination.list', {});
  const { id = '', profile = '{}' } = destination ?? {};
  const address = { host: '127.0.0.1', port: between.port };
  await must(opened.client, 'destination.save', {
    id,
    profile: JSON.stringify({ ...JSON.parse(profile), address }),
  });
  return { clinic: opened, proxy: between };
}

/** Offsets in a frame of so many bytes: each in the long form, every `stride`th and the edges otherwise. */
function offsets(length: number, stride: number): readonly number[] {
  return Array.from({ length: length - 1 }, (_, index) => index + 1).filter(
    (at) => soaking || at % stride === 1 || at === length - 1,
  );
}

it.for([
  { way: 'on the way up: the receiver never has half of it', fault: 'resetAfterUp', copies: 1 },
  { way: 'on the way down: it is there, and half an ACK is none', fault: 'resetAfterDown', copies: 2 },
] as const)(
  'a reset at every offset of a frame $way [faults 9, A23, A25]',
  { timeout: 1_800_000 },
  async ({ fault, copies }, context) => {
    const { clinic, proxy } = await behindProxy();
    await clinic.save(0);
    await until('the first is sent', async () =>
      (await clinic.rows()).every(({ state }) => state === 'sent'),
    );
    const [first] = clinic.receiver().received();
    const ackBytes = 150;
    const length = fault === 'resetAfterUp' ? (first?.bytes.length ?? 0) + 3 : ackBytes;
    const places = offsets(length, fault === 'resetAfterUp' ? 97 : 29);

    for (const at of places) {
      proxy.setFaults({ [fault]: at });
      const { messageIds } = await clinic.save(at % 50);
      const mine = async () => (await clinic.rows()).filter(({ id }) => messageIds.includes(id));
      const visit = async () => (await mine()).find(({ kind }) => kind === 'ADT^A04');
      await until(`${at}: it was cut`, async () => ((await visit())?.retryCount ?? 0) > 0);
      proxy.setFaults({});
      await until(`${at}: it is sent`, async () => (await mine()).every(({ state }) => state === 'sent'));

      const row = await visit();
      expect(row?.possiblyDelivered, `${at}`).toBe(true);
      const kept = clinic
        .receiver()
        .received()
        .filter(({ controlId }) => controlId === row?.controlId);
      expect(kept.length, `${at}`).toBeGreaterThanOrEqual(copies);
    }

    expect(clinic.broken({ drained: true })).toEqual([]);
    injections(context, places.length);
  },
);

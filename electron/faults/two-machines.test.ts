import { afterEach, describe, expect, it } from 'vitest';
import { type Clinic, openClinic, until } from '../fixture/clinic.ts';
import { canMakeMachines, type OtherMachine, otherMachine } from '../fixture/other-machine.ts';

let clinic: Clinic | undefined;
let machine: OtherMachine | undefined;
let machines = 0;

afterEach(async () => {
  await clinic?.close();
  machine?.remove();
  clinic = undefined;
  machine = undefined;
});

/** A clinic here, its receiver on the other machine. Backoff runs a hundred times as fast, the network as it is. */
async function apart() {
  machines += 1;
  machine = await otherMachine(machines);
  const { host, port } = machine;
  const profile = {
    address: { host, port },
    allowPlainMllp: true,
    connectTimeoutMs: 8000,
    ackTimeoutMs: 3000,
  };
  clinic = await openClinic({ speed: 100, profile });
  return { machine, clinic };
}

/** Everything arrives in the end, and what may be there twice says so. */
async function expectDelivered(of: Clinic, at: OtherMachine, saves: number): Promise<void> {
  const all = async () => {
    const rows = await of.rows();
    return rows.length === saves * 2 && rows.every(({ state }) => state === 'sent');
  };
  await until('all is sent', all, 40_000);
  expect(of.broken({ drained: true, received: at.seen.frames })).toEqual([]);
}

const copies = (of: OtherMachine, controlId: string | null) =>
  of.seen.frames.filter((frame) => frame.controlId === controlId).length;

const oldest = async (of: Clinic) => (await of.rows()).toSorted((a, b) => a.id - b.id)[0];

describe.skipIf(!canMakeMachines())(
  'two machines, and the cable between them is pulled and put back [faults 10, 13, A24, A26, A33]',
  { timeout: 60_000 },
  () => {
    it('while the connection is idle', async () => {
      const { machine, clinic } = await apart();
      await clinic.save(0);
      await expectDelivered(clinic, machine, 1);

      machine.cut();
      await clinic.save(1);
      await until('something of it is known', async () =>
        (await clinic.rows()).some(({ retryCount }) => retryCount > 0),
      );
      machine.restore();

      await expectDelivered(clinic, machine, 2);
    });

    it('while it connects', async () => {
      const { machine, clinic } = await apart();
      machine.cut();
      await clinic.save(0);
      await until('it connects', () => machine.connecting());
      expect(machine.seen.connections).toBe(0);
      machine.restore();

      await expectDelivered(clinic, machine, 1);
      expect((await clinic.rows()).some(({ possiblyDelivered }) => possiblyDelivered)).toBe(false);
      expect(machine.seen.frames).toHaveLength(2);
    });

    it('while a message is half over', async () => {
      const { machine, clinic } = await apart();
      machine.crawl();
      await clinic.save(0);
      await until('a part of it is there', () => machine.seen.packets > 0);
      expect(machine.seen.frames).toEqual([]);
      machine.cut();
      await until('it was given up', async () => ((await oldest(clinic))?.retryCount ?? 0) > 0);
      expect((await oldest(clinic))?.possiblyDelivered).toBe(true);
      machine.restore();

      await expectDelivered(clinic, machine, 1);
    });

    it('while the ACK is awaited', async () => {
      const { machine, clinic } = await apart();
      await machine.hold(true);
      await clinic.save(0);
      await until('the receiver has it', () => machine.seen.frames.length > 0);
      machine.cut();
      await machine.hold(false);
      await until('it was given up', async () => ((await oldest(clinic))?.retryCount ?? 0) > 0);
      machine.restore();

      await expectDelivered(clinic, machine, 1);
      const first = await oldest(clinic);
      expect(first?.possiblyDelivered).toBe(true);
      expect(copies(machine, first?.controlId ?? null)).toBe(2);
    });

    it('while it waits for its next try', async () => {
      const { machine, clinic } = await apart();
      await machine.hold(true);
      await clinic.save(0);
      await until('it waits for its next try', async () => ((await oldest(clinic))?.retryCount ?? 0) > 0);
      machine.cut();
      await machine.hold(false);
      await until('the line is known to be down', async () => {
        const { retryCount = 0 } = (await oldest(clinic)) ?? {};
        return retryCount > 1;
      });
      machine.restore();

      await expectDelivered(clinic, machine, 1);
    });
  },
);

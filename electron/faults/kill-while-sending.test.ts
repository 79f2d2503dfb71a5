import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Clinic, openClinic, until } from '../fixture/clinic.ts';

const dyingSender = join(import.meta.dirname, 'dying-sender.ts');

/** Fault 7: real processes and real SIGKILL; the receiver's log is compared with the database. */
describe('fault 7: killed while sending [faults 7, A37]', () => {
  let clinic: Clinic | undefined;

  afterEach(async () => {
    await clinic?.close();
  });

  it.each([
    { moment: 'connected', copies: 1, flagged: false, why: 'nothing was claimed' },
    { moment: 'claimed', copies: 1, flagged: true, why: 'it may have left, for all anybody can know' },
    {
      moment: 'acknowledged',
      copies: 2,
      flagged: true,
      why: 'the receiver has it and the commit is missing',
    },
  ])(
    'when $moment: sent again $copies time(s) in all, because $why',
    { timeout: 60_000 },
    async ({ moment, copies, flagged }) => {
      clinic = await openClinic({ profile: { ackTimeoutMs: 15_000 } });
      await clinic.stopReceiver();
      await clinic.save(0);
      await clinic.endApplication();
      await clinic.startReceiver();

      const child = spawn('node', [dyingSender, clinic.dataDir, moment], { stdio: 'inherit' });
      const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      expect(signal).toBe('SIGKILL');
      await clinic.restart();

      const rows = await clinic.rows();
      await until(
        'both are sent',
        async () => (await clinic?.rows())?.every(({ state }) => state === 'sent') ?? false,
      );
      const visit = (await clinic.rows()).find(({ kind }) => kind === 'ADT^A04');
      expect(rows).toHaveLength(2);
      expect(visit?.possiblyDelivered).toBe(flagged);
      const received = clinic
        .receiver()
        .received()
        .filter(({ controlId }) => controlId === visit?.controlId);
      expect(received).toHaveLength(copies);
      expect(new Set(received.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
      expect(clinic.broken({ drained: true })).toEqual([]);
    },
  );
});

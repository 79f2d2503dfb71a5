import { expect, it } from 'vitest';
import type { Address } from '../delivery/ports.ts';
import { createNodeTransport, targetOf } from './node-transport.ts';
import { systemClock } from './system-clock.ts';
import { patient } from './testing/connections.ts';

const plain = (host: string, plainAllowed?: boolean): Extract<Address, { kind: 'mllp' }> => ({
  kind: 'mllp',
  host,
  port: 2575,
  tls: null,
  ...(plainAllowed === undefined ? {} : { plainAllowed }),
});

it('refuses MLLP without encryption to another machine that nobody allowed, before anything is looked up', async () => {
  const opened = await createNodeTransport(systemClock).open(plain('receiver.example'), patient);

  expect(opened).toEqual({ ok: false, fault: { kind: 'tlsOther', code: 'PLAIN_MLLP_REFUSED' } });
  expect(targetOf(plain('receiver.example', false))).toBeNull();
});

it('speaks without encryption where a person allowed it, and to this machine itself', () => {
  expect(targetOf(plain('10.0.0.7', true))).toEqual({ host: '10.0.0.7', port: 2575, tls: null });
  expect(targetOf(plain('127.0.0.1'))).not.toBeNull();
});

it('trusts the company’s certificates beside those of the profile', () => {
  const tls = { caPem: 'PROFILE', clientCertificate: null };
  const company = { companyCaPem: () => 'COMPANY' };

  expect(targetOf({ kind: 'mllp', host: 'x.example', port: 1, tls }, company)?.tls?.caPem).toBe(
    'PROFILE\nCOMPANY',
  );
  expect(targetOf({ kind: 'mllp', host: 'x.example', port: 1, tls })?.tls?.caPem).toBe('PROFILE');
});

import { expect, it } from 'vitest';
import type { Health, Link } from '../../core/contract/health.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { quietMs, sendingState, worstLink } from './sending-state.ts';

const now = 1_000_000;

function link(change: Partial<Link>): Link {
  return {
    destinationId: 'd1',
    name: 'Malaffi',
    state: 'connected',
    since: now - 60_000,
    problem: null,
    nextProbeAt: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    practice: false,
    folder: false,
    mapping: 'confirmed',
    processingId: 'P',
    ...change,
  };
}

function health(links: readonly Link[], state: Health['drainer']['state'] = 'running'): Health {
  return fakeHealth({ drainer: { state, lastCycleAt: now }, links: [...links] });
}

it('says nothing while live messages flow', () => {
  expect(sendingState(health([link({})]), now)).toEqual({ kind: 'fine' });
});

it('waits ten seconds before it says that the line is gone', () => {
  const short = link({ state: 'offline', since: now - quietMs + 1 });
  const long = link({ state: 'offline', since: now - quietMs });

  expect(sendingState(health([short]), now).kind).toBe('fine');
  expect(sendingState(health([long]), now).kind).toBe('offline');
});

it('tells no internet from a receiver that does not answer', () => {
  expect(sendingState(health([link({ state: 'unreachable' })]), now).kind).toBe('unreachable');
});

it('says a pause before a broken line, because only a person lifts it', () => {
  const links = [link({ state: 'offline' }), link({ destinationId: 'd2', state: 'paused', problem: 'AUTH' })];

  expect(sendingState(health(links), now)).toMatchObject({ kind: 'paused', link: { destinationId: 'd2' } });
  expect(worstLink(links)?.destinationId).toBe('d2');
});

it('says above all that the sender does not run', () => {
  expect(sendingState(health([link({ state: 'paused' })], 'stopped'), now)).toEqual({ kind: 'stopped' });
});

it('tells practice from a receiver that waits for the mapping to be confirmed', () => {
  const practice = link({ practice: true, processingId: 'T' });
  const unconfirmed = link({ processingId: 'T' });

  expect(sendingState(health([practice]), now).kind).toBe('practice');
  expect(sendingState(health([practice, unconfirmed]), now).kind).toBe('test');
});

import { afterEach, expect, it } from 'vitest';
import type { ChannelOutput } from '../core/contract/channels.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(async () => {
  await clinic?.close();
  clinic = undefined;
});

/** A clinic whose receiver is down, with a number of visits saved, and a profile that changed since. */
async function changedProfile(visits: number) {
  const opened = await openClinic({ speed: 20 });
  clinic = opened;
  await opened.stopReceiver();
  for (let student = 0; student < visits; student += 1) await opened.save(student);
  const [destination] = await must(opened.client, 'destination.list', {});
  if (!destination) throw new Error('no destination');
  return { clinic: opened, destination };
}

async function changeProfile(
  at: Clinic,
  destination: ChannelOutput<'destination.list'>[number],
  change: object,
) {
  const profile = JSON.stringify({ ...JSON.parse(destination.profile), ...change });
  return must(at.client, 'destination.save', { id: destination.id, profile });
}

it('builds what waits anew by the changed profile, visit by visit, and everything arrives once', async () => {
  const { clinic: at, destination } = await changedProfile(12);
  const before = await at.rows();
  const { profileVersion } = await changeProfile(at, destination, { msh6: 'CHANGED' });
  const destinationId = destination.id;

  const preview = await must(at.client, 'message.rebuildPreview', { destinationId });
  expect(preview).toEqual({ profileVersion, willRebuild: 24, mayHaveArrived: 0, inFlight: 0 });
  expect(await must(at.client, 'message.rebuild', { destinationId, profileVersion })).toEqual({
    rebuilt: 24,
    couldNotBuild: 0,
    notSentAnyMore: 0,
    changedMeanwhile: 0,
  });

  expect(await must(at.client, 'message.rebuildPreview', { destinationId })).toMatchObject({
    willRebuild: 0,
  });
  const old = (await at.rows()).filter(({ id }) => before.some((row) => row.id === id));
  expect(new Set(old.map(({ state }) => state))).toEqual(new Set(['superseded']));
  await at.startReceiver();
  await until('all new ones are sent', async () =>
    (await at.rows()).every(({ state }) => state === 'sent' || state === 'superseded'),
  );
  const received = at.receiver().received();
  expect(received).toHaveLength(24);
  for (const { bytes } of received) expect(new TextDecoder().decode(bytes)).toContain('|CHANGED|');
  expect(at.broken({ drained: true })).toEqual([]);
});

it('refuses counts that are old: the profile was changed again', async () => {
  const { clinic: at, destination } = await changedProfile(1);
  const first = await changeProfile(at, destination, { msh6: 'FIRST' });
  await changeProfile(at, destination, { msh6: 'SECOND' });

  const input = { destinationId: destination.id, profileVersion: first.profileVersion };
  expect(await at.client.call('message.rebuild', input)).toMatchObject({ error: { code: 'CONFLICT' } });
  expect((await at.rows()).map(({ state }) => state)).toEqual(['pending', 'pending']);
});

it('leaves kinds alone that the changed profile does not send, and what cannot be built', async () => {
  const { clinic: at, destination } = await changedProfile(1);
  const { profileVersion } = await changeProfile(at, destination, { events: { vitals: false }, msh6: 'NEW' });

  const input = { destinationId: destination.id, profileVersion };
  expect(await must(at.client, 'message.rebuild', input)).toMatchObject({ rebuilt: 1, notSentAnyMore: 1 });
  const states = (await at.rows()).map(({ kind, state }) => `${kind} ${state}`).toSorted();
  expect(states).toEqual(['ADT^A04 pending', 'ADT^A04 superseded', 'ORU^R01 pending']);
});

import { afterEach, expect, it } from 'vitest';
import { onboardingItems } from '../core/contract/onboarding.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(async () => {
  await clinic?.close();
  clinic = undefined;
});

it('holds back a live message that was built while the mapping was confirmed, says why, and a rebuild sends it as a test', async () => {
  const at = await openClinic({ speed: 5, profile: { kind: 'engine', ackTimeoutMs: 10_000 } });
  clinic = at;
  await at.stopReceiver();
  const [destination] = await must(at.client, 'destination.list', {});
  if (!destination) throw new Error('no destination');
  const { id } = destination;
  const save = (change: object) =>
    must(at.client, 'destination.save', {
      id,
      profile: JSON.stringify({ ...JSON.parse(destination.profile), ...change }),
    });
  for (const item of onboardingItems)
    await must(at.client, 'destination.confirm', { id, item, ticked: true });
  await save({ processingId: 'P' });
  await at.save(0);

  await must(at.client, 'destination.confirm', { id, item: 'events', ticked: false });
  const { profileVersion } = await save({ processingId: 'T' });
  await at.startReceiver();
  await must(at.client, 'destination.resume', { id });

  await until('it is paused for the mapping', async () => {
    const { links } = await must(at.client, 'health.get', {});
    return links[0]?.problem === 'UNCONFIRMED';
  });
  expect(at.receiver().received()).toEqual([]);
  expect((await at.rows()).map(({ state, possiblyDelivered }) => [state, possiblyDelivered])).toEqual([
    ['pending', false],
    ['pending', false],
  ]);
  await must(at.client, 'message.rebuild', { destinationId: id, profileVersion });
  await must(at.client, 'destination.resume', { id });
  await until('the rebuilt ones are sent', async () =>
    (await at.rows()).every(({ state }) => state === 'sent' || state === 'superseded'),
  );
  const sent = at
    .receiver()
    .received()
    .map(({ bytes }) => new TextDecoder().decode(bytes).split('|')[10]);
  expect(sent).toEqual(['T', 'T']);
  expect(at.broken({ drained: true })).toEqual([]);
}, 40_000);

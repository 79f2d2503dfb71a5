import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../core/app.ts';
import { onboardingItems } from '../core/contract/onboarding.ts';
import { addressResolver } from '../core/destinations/address.ts';
import { tickOnboarding } from '../core/destinations/mapping-confirmation.ts';
import type { Profile } from '../core/malaffi/profile.ts';
import { practiceProfile } from '../core/malaffi/profiles/practice.ts';
import { nodeCrypto } from './node-host/node-crypto.ts';
import { type HostOpened, type HostOptions, openHost } from './parts.ts';

const elsewhere = { ...practiceProfile(), address: { host: '127.0.0.1', port: 2575 } };

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-parts-'));
  dataDir = join(folder, 'data');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function openWith(profile: object | null, options: Partial<HostOptions> = {}): Promise<HostOpened> {
  const file = join(folder, 'profile.json');
  if (profile) writeFileSync(file, JSON.stringify(profile));
  return openHost({ dataDir, packaged: false, profile: profile && file, ...options });
}

const tester = { accountId: 1, name: 'A. Tester', role: 'admin' } as const;

/** What a start sees of the practice receiver; the host is closed again. */
async function receiverOf(profile: object | null): Promise<boolean> {
  const opened = await openWith(profile);
  if (!opened.ok) throw new Error(opened.message);
  const runs = opened.host.practiceReceiver !== null;
  await opened.host.close();
  return runs;
}

it('runs the practice receiver at the very first start and wherever a destination names it', async () => {
  expect(await receiverOf(null)).toBe(true);
  expect(await receiverOf(elsewhere)).toBe(true);
  expect(await receiverOf(null)).toBe(false);
  expect(await receiverOf(practiceProfile())).toBe(true);
});

it('hashes at the full cost wherever no test says otherwise', async () => {
  const opened = await openWith(null);
  if (!opened.ok) throw new Error(opened.message);
  expect(opened.host.parts.crypto).toBe(nodeCrypto);
  await opened.host.close();
});

it('refuses a profile that is none with a sentence, and leaves the folder as it was', async () => {
  expect(await openWith({ name: 'x' })).toMatchObject({ ok: false, code: 'BAD_PROFILE' });
  expect(await receiverOf(null)).toBe(true);
});

it('takes a live profile from a file, and withholds what is saved until an admin has ticked every point', async () => {
  const live = await openWith({ ...elsewhere, processingId: 'P' });
  if (!live.ok) throw new Error(live.message);
  const { parts } = live.host;
  const app = createApp(parts);
  const [destination] = parts.destinations.list();
  if (!destination) throw new Error('no destination');
  const address = () => addressResolver(parts)(destination.profile as Profile, 'ADT', destination.id);

  expect(address()).toBeNull();
  for (const item of onboardingItems) tickOnboarding(parts, destination, item, true, tester);
  expect(address()).toMatchObject({ host: '127.0.0.1', live: true });
  tickOnboarding(parts, destination, 'events', false, tester);
  expect(address()).toBeNull();
  await app.stop();
  await live.host.close();
});

it('sends nothing from a folder that was used for live messages where only test messages may go', async () => {
  const live = await openWith({ ...elsewhere, processingId: 'P' });
  if (!live.ok) throw new Error(live.message);
  await live.host.close();

  expect(await openWith(practiceProfile(), { testOnly: true })).toMatchObject({
    ok: false,
    message: 'This data folder has a live destination. The preview host sends test messages only.',
  });
});

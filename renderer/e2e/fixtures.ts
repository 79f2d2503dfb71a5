import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Host, type HostKind, startHost } from './hosts.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** What each test gets: a folder of its own, a receiver to deliver to, and the product in the host of its project. */
interface Fixtures {
  readonly hostKind: HostKind;
  /** `provoked` where breaking the Content-Security-Policy is what the test does. */
  readonly violations: 'none' | 'provoked';
  readonly folder: string;
  readonly dataDir: string;
  readonly receiver: Receiver;
  /** Starts the product on this test's data folder; the second call starts it again. */
  readonly start: () => Promise<Host>;
}

export const test = base.extend<Fixtures>({
  hostKind: ['preview', { option: true }],
  violations: ['none', { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  dataDir: async ({ folder }, use) => use(join(folder, 'data')),

  receiver: async ({ folder }, use) => {
    const receiver = await startReceiver(folder);
    await use(receiver);
    await receiver.stop();
  },

  start: async ({ hostKind, violations, folder, dataDir, receiver }, use) => {
    const profile = join(folder, 'profile.json');
    writeFileSync(profile, JSON.stringify(profileFor(receiver)));
    const running: Host[] = [];
    await use(async () => {
      const host = await startHost(hostKind, { dataDir, profile });
      running.push(host);
      return host;
    });
    for (const host of running) await host.close().catch(() => {});
    if (violations === 'none') expect(running.flatMap((host) => host.violations())).toEqual([]);
  },
});

export { expect };

/** The practice receiver as destination, without the default rate, so that tests need not wait a second a message. */
function profileFor(receiver: Receiver) {
  return {
    name: 'Practice receiver',
    kind: 'practice',
    transport: 'mllp',
    address: { host: '127.0.0.1', port: receiver.mllpPort },
    systemCode: 'TSTSYS',
    processingId: 'T',
    messagesPerSecond: 0,
    extraVitals: true,
    ackTimeoutMs: 3000,
    connectTimeoutMs: 2000,
  };
}

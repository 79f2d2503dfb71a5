import { defineConfig } from '@playwright/test';
import type { HostKind } from './renderer/e2e/hosts.ts';

/**
 * One suite, two hosts: every spec runs in Chromium through the preview host and, where there is a runtime, in the real
 * Electron. `renderer/e2e/fixtures.ts` starts them.
 */
export default defineConfig<{ hostKind: HostKind }>({
  testDir: 'renderer/e2e',
  testMatch: '**/*.spec.ts',
  // Each start has a folder, ports and a receiver of its own.
  workers: 2,
  // A busy CI machine gets one more try; build/test.mjs says how many needed it.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results/playwright',
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? 'test-results/playwright.json' }],
  ],
  // The long ones first, so that no worker is alone at the end.
  projects: [
    ...(process.env.CLINIC_OUTBOX_ELECTRON
      ? [
          {
            name: 'desktop',
            // One Electron at a time: keys of the whole system and the focus belong to one.
            workers: 1,
            // What a page does is the same in both hosts: one of its kind is enough here.
            grepInvert: /@browser/,
            testIgnore:
              /(every-page|assessment-states|first-start|it-settings|queue-many|queue-states|shell-states)\.spec\.ts$/,
            use: { hostKind: 'desktop' as const },
          },
        ]
      : []),
    // One browser engine is enough for what a page looks like; the shell exists on the desktop alone.
    { name: 'preview', testIgnore: '**/desktop-*.spec.ts', use: { hostKind: 'preview' as const } },
    // What only packing can break shows at the main job: the archive, the addon beside it, the fuses.
    ...(process.env.CLINIC_OUTBOX_TEST_PACK
      ? [
          {
            name: 'packed',
            workers: 1,
            testMatch: '**/main-job.spec.ts',
            use: { hostKind: 'packed' as const },
          },
        ]
      : []),
  ],
});

import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { defaultSettings } from '../../core/contract/destination.ts';
import type { ManagedView } from '../../core/contract/managed.ts';
import { ok } from '../../core/contract/result.ts';
import type { Role } from '../../core/contract/session.ts';
import { answerWith, show } from '../testing/fake-host.tsx';

const { SettingsPage } = await import('./SettingsPage.tsx');

const admin: Role = 'admin';

afterEach(cleanup);

async function open(managed: ManagedView) {
  answerWith({
    'settings.get': () => ok({ ...defaultSettings, retryBy: 'admin' }),
    'settings.managed': () => ok(managed),
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <SettingsPage role={admin} />
    </FluentProvider>,
  );
}

it('shows what IT fixed as locked, with the reason', async () => {
  await open({ settings: ['retryBy'], destination: false, problems: [], companyCa: [], newerVersion: null });

  expect(await screen.findByText('Set by IT for this PC.')).toBeTruthy();
  for (const name of ['Nurses and administrators', 'Administrators only']) {
    expect(screen.getByRole('radio', { name }).matches(':disabled')).toBe(true);
  }
  expect(screen.getByRole('radio', { name: 'English' }).matches(':disabled')).toBe(false);
});

it("names what is wrong in IT's configuration by source and key", async () => {
  await open({
    settings: [],
    destination: true,
    problems: [{ source: 'file', key: 'langauge', rule: 'unknownKey' }],
    companyCa: [],
    newerVersion: null,
  });

  expect((await screen.findByRole('listitem')).textContent).toBe(
    'config.json: langauge is not a key of Clinic Outbox.',
  );
  expect(screen.getByText(/IT's file is the destination of this PC/)).toBeTruthy();
});

it("names the newer version that IT's feed offers", async () => {
  await open({ settings: [], destination: false, problems: [], companyCa: [], newerVersion: '1.4.0' });

  expect(await screen.findByText(/Version 1\.4\.0 is there/)).toBeTruthy();
});

import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { Alert } from '../../core/contract/health.ts';
import { ok } from '../../core/contract/result.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { answerWith, push, show } from '../testing/fake-host.tsx';

afterEach(cleanup);

const missing: Alert = { code: 'RECORDS_MISSING', level: 'red', since: 1 };
const diskFull: Alert = { code: 'DISK_FULL', level: 'red', since: null };

async function showBanner(role: 'nurse' | 'admin', alerts: readonly Alert[]) {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role }),
    'health.get': () => ok(fakeHealth({ alerts: [...alerts] })),
    'storage.acknowledge': () =>
      ok({ recordsMissing: null, restored: null, backups: [], unsavedSince: null, second: null }),
  });
  const { AlertBanner } = await import('./AlertBanner.tsx');
  const { NoticeHost } = await import('./notices.tsx');
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <AlertBanner role={role} />
      </NoticeHost>
    </FluentProvider>,
  );
  return asked;
}

it('says the worst thing in one line and nothing when all is well', async () => {
  await showBanner('nurse', [missing, diskFull]);
  expect((await screen.findByRole('alert')).textContent).toBe('Records are missing on this PC.');

  push('alerts', { alerts: [] });
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

it('leaves what the line and the queue say by themselves to them', async () => {
  const failed: Alert = { code: 'FAILED', level: 'red', since: null };
  await showBanner('nurse', [failed, diskFull]);
  await screen.findByRole('alert');
  push('alerts', { alerts: [failed] });
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());

  push('alerts', { alerts: [diskFull] });
  expect((await screen.findByRole('alert')).textContent).toBe('The disk of this PC is full.');
});

it('lets an admin, and only an admin, say that the missing records are known', async () => {
  await showBanner('nurse', [missing]);
  await screen.findByRole('alert');
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();

  const asked = await showBanner('admin', [missing]);
  await userEvent.click(await screen.findByRole('button', { name: 'I know about it' }));
  expect(asked.map(({ channel }) => channel)).toContain('storage.acknowledge');
});

it('says that this PC went back to a backup until an admin knows', async () => {
  const asked = await showBanner('admin', [{ code: 'RESTORED', level: 'red', since: 1 }]);

  expect((await screen.findByRole('alert')).textContent).toBe('This PC went back to a backup.');
  await userEvent.click(screen.getByRole('button', { name: 'I know about it' }));
  expect(asked).toContainEqual({ channel: 'storage.acknowledge', input: { code: 'RESTORED' } });
});

it('says to administrators alone that the audit list is not whole, until one knows', async () => {
  const broken: Alert = { code: 'AUDIT_BROKEN', level: 'red', since: 1 };
  await showBanner('nurse', [broken, diskFull]);
  expect((await screen.findByRole('alert')).textContent).toBe('The disk of this PC is full.');
  cleanup();

  const asked = await showBanner('admin', [broken]);
  expect((await screen.findByRole('alert')).textContent).toBe('The audit list of this PC is not whole.');
  await userEvent.click(screen.getByRole('button', { name: 'I know about it' }));
  expect(asked).toContainEqual({ channel: 'storage.acknowledge', input: { code: 'AUDIT_BROKEN' } });
});

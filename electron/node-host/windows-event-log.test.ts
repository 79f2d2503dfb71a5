import { expect, it } from 'vitest';
import { logCode, silentLog } from '../../core/host/ports.ts';
import { createSystemLog, eventArguments } from './windows-event-log.ts';

it('is one command line of eventcreate, with codes and numbers alone', () => {
  const values = { seq: 12, outcome: logCode('ok') };

  expect(
    eventArguments({ id: 400, level: 'information', code: logCode('destination.change'), values }),
  ).toEqual(
    '/L|APPLICATION|/SO|Clinic Outbox|/T|INFORMATION|/ID|400|/D|destination.change seq=12 outcome=ok'.split(
      '|',
    ),
  );
});

it('says once that Windows refused, and goes on without', async () => {
  const lines: string[] = [];
  // There is no eventcreate here: it fails as it would for an account without the right.
  const write = createSystemLog({ ...silentLog, warn: (event) => lines.push(event) }, 'win32');
  const event = { id: 100, level: 'information', code: logCode('app.started'), values: {} } as const;
  write?.(event);
  write?.(event);

  await expect.poll(() => lines).toEqual(['systemLog.refused']);
  write?.(event);
  expect(lines).toHaveLength(1);
});

it('is nothing where there is no Windows', () => {
  expect(createSystemLog(silentLog, 'linux')).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { forbiddenSwitch } from './switch-guard.ts';

describe('the switch guard', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--no-sandbox',
    '-inspect',
    '/js-flags=--expose-gc',
    '--INSPECT-BRK',
    '--inspect-wait',
    '--inspect_brk=0',
    '--proxy-server=example.org:80',
  ])('refuses %s', (argument) => {
    expect(forbiddenSwitch(['Clinic Outbox.exe', argument])).not.toBeNull();
  });

  it('lets our own switches and plain words pass', () => {
    expect(forbiddenSwitch(['Clinic Outbox.exe', '--hidden', 'inspect', '--inspection-list'])).toBeNull();
  });
});

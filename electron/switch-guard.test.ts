import { describe, expect, it } from 'vitest';
import { forbiddenSwitch, forbiddenVariable } from './switch-guard.ts';

/** docs/security.md and the design's 1.1.8, word for word. */
const designed = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'user-data-dir',
  'log-net-log',
  'ssl-key-log-file',
  'load-extension',
  'enable-logging',
];

describe('the switch guard', () => {
  it.each(designed)('refuses --%s, with a value and without', (name) => {
    expect(forbiddenSwitch(['Clinic Outbox.exe', `--${name}`])).toBe(name);
    expect(forbiddenSwitch(['Clinic Outbox.exe', '--hidden', `--${name}=1`])).toBe(name);
  });

  it.each([
    '-inspect',
    '/js-flags=--expose-gc',
    '--INSPECT-BRK',
    '--inspect-wait',
    '--inspect_brk=0',
    '--ignore-certificate-errors-spki-list=x',
    '--trace-startup',
  ])('refuses %s', (argument) => {
    expect(forbiddenSwitch(['Clinic Outbox.exe', argument])).not.toBeNull();
  });

  it('lets our own switches, plain words and paths pass', () => {
    const argv = [
      'Clinic Outbox.exe',
      '--hidden',
      'inspect',
      '--inspection-list',
      '/tmp/no-sandbox',
      '--drain',
    ];

    expect(forbiddenSwitch(argv)).toBeNull();
  });

  it('refuses variables that write what the window shows, and no others', () => {
    expect(forbiddenVariable({ Electron_Enable_Logging: '1' })).toBe('ELECTRON_ENABLE_LOGGING');
    expect(forbiddenVariable({ SSLKEYLOGFILE: 'keys.txt' })).toBe('SSLKEYLOGFILE');
    expect(forbiddenVariable({ PATH: '/usr/bin', ELECTRON_RUN_AS_NODE: '1' })).toBeNull();
  });
});

/**
 * Switches that fuses do not turn off and that would open the application to whoever starts it (security decision F13). The
 * guard is best effort: who can start us with switches can also read our memory.
 */
const forbidden = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'proxy-auto-detect',
  'proxy-bypass-list',
  'user-data-dir',
  'log-net-log',
  'ssl-key-log-file',
  'load-extension',
  'enable-logging',
] as const;

/** The first forbidden switch on a command line, or null. Both `-` and `/` may lead on Windows. */
export function forbiddenSwitch(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const [, name] = /^(?:--?|\/)([a-z][a-z-]*)(?:=|$)/i.exec(argument) ?? [];
    const known = forbidden.find((candidate) => candidate === name?.toLowerCase());
    if (known) return known;
  }
  return null;
}

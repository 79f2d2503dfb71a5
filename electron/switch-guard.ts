/**
 * Switches that fuses do not turn off and that would open the application to whoever starts it (security decision F13). The
 * guard is best effort: who can start us with switches can also read our memory.
 */
const forbidden = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'user-data-dir',
  'log-net-log',
  'ssl-key-log-file',
  'load-extension',
  'enable-logging',
] as const;

/** Whole families: Node and Chromium keep adding to them (`inspect-wait` came with Node 22). */
const forbiddenFamilies = ['inspect', 'proxy'] as const;

/** The first forbidden switch on a command line, or null. Both `-` and `/` may lead on Windows. */
export function forbiddenSwitch(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const [, written] = /^(?:--?|\/)([a-z][a-z_-]*)(?:=|$)/i.exec(argument) ?? [];
    // Node reads `_` as `-`.
    const name = written?.toLowerCase().replaceAll('_', '-');
    const known = forbidden.find((candidate) => candidate === name);
    if (known) return known;
    if (name && forbiddenFamilies.some((family) => name === family || name.startsWith(`${family}-`)))
      return name;
  }
  return null;
}

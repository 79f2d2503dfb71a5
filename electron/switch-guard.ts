/**
 * Switches that fuses do not turn off and that would open the application to whoever starts it (security decision F13). The
 * guard is best effort: who can start us with switches can also read our memory.
 */
const forbidden = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'browser-subprocess-path',
  'crash-dumps-dir',
  'disable-web-security',
  'enable-blink-features',
  'enable-crash-reporter',
  'enable-logging',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'js-flags',
  'load-extension',
  'log-file',
  'log-net-log',
  'no-sandbox',
  'renderer-cmd-prefix',
  'single-process',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'user-data-dir',
  'utility-cmd-prefix',
] as const;

/** Whole families: Node and Chromium keep adding to them (`inspect-wait` came with Node 22). */
const forbiddenFamilies = [
  'ignore-certificate-errors',
  'inspect',
  'proxy',
  'remote-debugging',
  'trace',
] as const;

/**
 * Variables that do the same as a switch. `ELECTRON_RUN_AS_NODE` and `NODE_OPTIONS` are not here: their fuses are off, and
 * nothing of ours runs where they work.
 */
const forbiddenVariables = ['ELECTRON_ENABLE_LOGGING', 'ELECTRON_LOG_FILE', 'SSLKEYLOGFILE'] as const;

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

/** The first variable of the environment that opens what a forbidden switch would, or null. Windows ignores case in names. */
export function forbiddenVariable(environment: Readonly<Record<string, string | undefined>>): string | null {
  const names = new Set(Object.keys(environment).map((name) => name.toUpperCase()));
  return forbiddenVariables.find((name) => names.has(name)) ?? null;
}

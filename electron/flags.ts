import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What development and tests may ask for on the command line. A packaged application knows none of these. */
export interface Flags {
  readonly dataDir: string;
  readonly profile: string | null;
  /** The folder of `config.json`; null where IT fixes nothing. */
  readonly configDir: string | null;
  readonly hidden: boolean;
  readonly demo: boolean;
  readonly json: boolean;
  readonly open: boolean;
  readonly port: number;
}

/** Reads the flags; unknown ones are left to Chromium. */
export function readFlags(argv: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      'data-dir': { type: 'string' },
      profile: { type: 'string' },
      'config-dir': { type: 'string' },
      hidden: { type: 'boolean' },
      demo: { type: 'boolean' },
      json: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      port: { type: 'string' },
    },
  });
  const text = (value: string | boolean | undefined) => (typeof value === 'string' ? value : null);
  return {
    // Electron takes no relative path for its profile, which lies beside.
    dataDir: resolve(text(values['data-dir']) ?? developmentDataDir()),
    profile: text(values.profile),
    configDir: text(values['config-dir']),
    hidden: values.hidden === true,
    demo: values.demo === true,
    json: values.json === true,
    open: values['no-open'] !== true,
    port: Number(text(values.port) ?? 0),
  };
}

function developmentDataDir(): string {
  const { LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  const base =
    process.platform === 'win32'
      ? (LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (XDG_DATA_HOME ?? join(homedir(), '.local', 'share'));
  return join(base, 'clinic-outbox');
}

/** Where IT puts `config.json`: administrators alone may write there. */
export function machineConfigDir(): string {
  return join(process.env.PROGRAMDATA ?? 'C:\\ProgramData', 'Clinic Outbox', 'config');
}

/** One folder for the machine, not for a person: what a nurse saved is sent whoever signs in to Windows next. */
export function machineDataDir(): string {
  return join(process.env.PROGRAMDATA ?? 'C:\\ProgramData', 'Clinic Outbox', 'data');
}

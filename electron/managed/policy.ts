import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Where group policies and Intune put values for this application. */
export const policyKey = 'HKLM\\SOFTWARE\\Policies\\Clinic Outbox';

/**
 * The text values under the policy key, read with Windows' own `reg.exe` by its full path; an empty object where there is no
 * such key, and on other systems. Null where the registry could not be read at all.
 */
export function readPolicy(): Readonly<Record<string, unknown>> | null {
  if (process.platform !== 'win32') return {};
  const reg = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
  const asked = spawnSync(reg, ['query', policyKey, '/reg:64'], {
    encoding: 'utf8',
    windowsHide: true,
    timeout: 5000,
  });
  if (asked.error || asked.status === null) return null;
  // It answers 1 both where the key is missing and where it may not be read; a policy may be read by everybody.
  return asked.status === 0 ? parsePolicy(asked.stdout) : {};
}

/** The values in what `reg query` prints: four spaces, name, type, value; REG_SZ alone. */
export function parsePolicy(printed: string): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const line of printed.split(/\r?\n/)) {
    const match = /^ {4}(.+?) {4}(REG_\w+) {4}(.*)$/.exec(line);
    if (match?.[1]) values[match[1]] = match[2] === 'REG_SZ' ? match[3] : null;
  }
  return values;
}

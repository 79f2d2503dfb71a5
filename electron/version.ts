import { release } from 'node:os';
import manifest from '../package.json' with { type: 'json' };

/** The version of the program, as package.json and the installer have it. */
export const version: string = manifest.version;

/** What this process runs on, by name. */
export function runtimeVersions(): Readonly<Record<string, string>> {
  const { electron, chrome, node } = process.versions;
  return {
    ...(electron ? { electron } : {}),
    ...(chrome ? { chrome } : {}),
    node,
    [process.platform]: release(),
    arch: process.arch,
  };
}

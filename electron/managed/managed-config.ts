import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ManagedProblem } from '../../core/contract/managed.ts';
import { readSmallFile, replaceSmallFile } from '../../db/small-file.ts';
import { type ManagedSource, type ManagedValues, managedSources, readValues } from './config-keys.ts';

type Layers = { readonly [S in ManagedSource]: ManagedValues };

/** What IT fixed for this PC, and what is wrong with how it was written. */
export interface ManagedConfig {
  readonly values: ManagedValues;
  /** The same by source. */
  readonly layers: Layers;
  readonly problems: readonly ManagedProblem[];
}

export interface ManagedConfigOptions {
  /** The folder of `config.json`, which administrators alone may write. */
  readonly configDir: string;
  /** Where the last good values are kept; null where nothing is to be written. */
  readonly dataDir: string | null;
  /** Null where the registry could not be read. */
  readonly policy: () => Readonly<Record<string, unknown>> | null;
}

/** Nothing is fixed: development, tests, and the preview. */
export const unmanaged: ManagedConfig = { values: {}, layers: { policy: {}, file: {} }, problems: [] };

const lastGoodFile = 'managed-last-good.json';

/**
 * Reads policy and `config.json`; a policy wins over the file, key by key. What is invalid keeps its last good value and is
 * told as a problem by its key: a slip of IT's must neither stop a clinic nor go unseen. A missing file is nothing to tell.
 */
export function readManagedConfig(options: ManagedConfigOptions): ManagedConfig {
  const before = options.dataDir === null ? {} : lastGood(options.dataDir);
  const problems: ManagedProblem[] = [];
  const layer = (source: ManagedSource, raw: Readonly<Record<string, unknown>> | null): ManagedValues => {
    const kept = before[source] ?? {};
    if (raw === null) {
      problems.push({ source, key: '', rule: 'unreadable' });
      return kept;
    }
    const read = readValues(source, raw);
    problems.push(...read.problems);
    const invalid = read.problems.filter(({ rule }) => rule === 'invalid').map(({ key }) => key);
    const old = Object.entries(kept).filter(([key]) => invalid.includes(key));
    return { ...Object.fromEntries(old), ...read.values };
  };
  const layers: Layers = {
    policy: layer('policy', options.policy()),
    file: layer('file', readConfigFile(options.configDir)),
  };
  if (options.dataDir !== null) keep(options.dataDir, layers);
  return { values: { ...layers.file, ...layers.policy }, layers, problems };
}

function readConfigFile(configDir: string): Readonly<Record<string, unknown>> | null {
  let text: string;
  try {
    text = readFileSync(join(configDir, 'config.json'), 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? {} : null;
  }
  return objectIn(text);
}

function lastGood(dataDir: string): { readonly [S in ManagedSource]?: ManagedValues } {
  const stored = objectIn(readSmallFile(join(dataDir, lastGoodFile)) ?? '{}') ?? {};
  return Object.fromEntries(
    managedSources.map((source) => {
      const layer = z.record(z.string(), z.unknown()).safeParse(stored[source]);
      return [source, readValues(source, layer.success ? layer.data : {}).values];
    }),
  );
}

/** Written only when something changed; a folder that cannot be written costs the memory, not the start. */
function keep(dataDir: string, layers: Layers): void {
  const path = join(dataDir, lastGoodFile);
  const text = `${JSON.stringify(layers, null, 2)}\n`;
  const empty = managedSources.every((source) => Object.keys(layers[source]).length === 0);
  try {
    const old = readSmallFile(path);
    if (old === text || (old === null && empty)) return;
    replaceSmallFile(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

import { resolve } from 'node:path';
import { type ReadCommand, readCommand } from './arguments.ts';
import { exitCodes, type Outcome } from './exit-codes.ts';
import { openResult } from './result-file.ts';
import { runCommand } from './run-command.ts';
import type { Site } from './site.ts';

/** The folders that a command works on when none are named. */
export type SiteDefaults = Site;

/**
 * Runs one command without a window and returns its exit code; null where the command line holds none, so that the application
 * starts as usual. Called by both hosts before anything of theirs.
 */
export function programOf(argv: readonly string[], defaults: SiteDefaults): (() => Promise<number>) | null {
  const read = readCommand(argv);
  return read.kind === 'none' ? null : () => run(read, defaults);
}

async function run(read: Exclude<ReadCommand, { kind: 'none' }>, defaults: SiteDefaults): Promise<number> {
  const result = openResult(read.output === null ? null : resolve(read.output));
  if (!result) return exitCodes.OUTPUT_NOT_WRITTEN;
  const name = read.kind === 'command' ? read.command.name : null;
  const outcome = read.kind === 'refused' ? refused(read.sentence) : await judged(read, defaults);
  const { reason, message, found } = outcome;
  const exitCode = exitCodes[reason];
  const asText = read.output === null && (name === 'help' || name === 'version');
  const json = { command: name, ok: exitCode === 0, exitCode, reason, message, ...found };
  const text = asText ? `${message.trimEnd()}\n` : `${JSON.stringify(json, null, 2)}\n`;
  return result.write(text) ? exitCode : exitCodes.OUTPUT_NOT_WRITTEN;
}

async function judged(
  read: Extract<ReadCommand, { kind: 'command' }>,
  defaults: SiteDefaults,
): Promise<Outcome> {
  const { dataDir, configDir } = read;
  // An installed application works on the folders of the machine alone, whose rights protect them.
  if (defaults.packaged && (dataDir !== null || configDir !== null))
    return refused('--data-dir and --config-dir belong to development.');
  return runCommand(read.command, {
    ...defaults,
    dataDir: dataDir === null ? defaults.dataDir : resolve(dataDir),
    configDir: configDir === null ? defaults.configDir : resolve(configDir),
  });
}

function refused(sentence: string): Outcome {
  return { reason: 'BAD_ARGUMENTS', message: `${sentence} See --help.` };
}

import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { type FaultPlan, parseFaultPlan } from './fault-plan.ts';

/** Reads a fault plan from a JSON file; the errors are sentences for the person who wrote it. */
export function readFaultFile(path: string): ReturnType<typeof parseFaultPlan> {
  try {
    // Windows editors put a byte order mark in front.
    return parseFaultPlan(JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, '')));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    return { ok: false, errors: [`the file ${what}`] };
  }
}

/**
 * Calls back with the new plan when the file changes, or with what is wrong with it; the plan in force then stays. Polled,
 * because editors replace files in ways that the system's watchers miss. Returns how to stop.
 */
export function watchFaultFile(
  path: string,
  onPlan: (plan: FaultPlan) => void,
  onErrors: (errors: readonly string[]) => void,
): () => void {
  const onChange = () => {
    const read = readFaultFile(path);
    if (read.ok) onPlan(read.plan);
    else onErrors(read.errors);
  };
  watchFile(path, { interval: 200 }, onChange);
  return () => unwatchFile(path, onChange);
}

import { readFileSync } from 'node:fs';
import { parseFaultPlan } from './fault-plan.ts';

/** A fault plan that a person edits while the receiver runs. */
export interface FaultFile {
  /** The plan as the file has it now, or sentences for the person who wrote it; null while nothing has changed since the last call. */
  read(): ReturnType<typeof parseFaultPlan> | null;
}

/**
 * Asked again and again instead of watched: the system's watchers miss how editors replace a file, and compare with what
 * they saw first, not with what was read.
 */
export function createFaultFile(path: string): FaultFile {
  let last: string | null | undefined;
  return {
    read() {
      const text = textOf(path);
      // Empty: somebody is writing it this very moment.
      if (text === last || (text === '' && last !== undefined)) return null;
      last = text;
      return text === null ? { ok: false, errors: ['the file cannot be read'] } : planOf(text);
    },
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function planOf(text: string): ReturnType<typeof parseFaultPlan> {
  try {
    // Windows editors put a byte order mark in front.
    return parseFaultPlan(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return { ok: false, errors: ['the file is not JSON'] };
  }
}

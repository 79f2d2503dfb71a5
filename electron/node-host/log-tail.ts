import { readFileSync } from 'node:fs';
import type { LogLine } from '../../core/host/ports.ts';
import { logPaths } from './log-files.ts';

const lineShape = /^(\S+) (info|warn|error) ([A-Za-z][\w.:-]{0,63})(?: (\{.*\}))?$/;

/** The last lines of the log, the newest first. What is not a line of ours, such as half of one after a crash, is left out. */
export function readLogTail(dataDir: string, count: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (const path of logPaths(dataDir)) {
    if (lines.length >= count) break;
    lines.push(...linesOf(path).reverse());
  }
  return lines.slice(0, count);
}

function linesOf(path: string): LogLine[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // No such file yet, or nobody may read it: diagnostics do without.
    return [];
  }
  return text.split(/\r?\n/).flatMap((line) => parsed(line) ?? []);
}

function parsed(line: string): LogLine | null {
  const [, time = '', level, event = '', values] = lineShape.exec(line) ?? [];
  const at = Date.parse(time);
  if (level === undefined || Number.isNaN(at)) return null;
  return {
    at,
    level: level as LogLine['level'],
    event,
    values: values === undefined ? {} : objectIn(values),
  };
}

function objectIn(text: string): LogLine['values'] {
  try {
    return JSON.parse(text) as LogLine['values'];
  } catch {
    return {};
  }
}

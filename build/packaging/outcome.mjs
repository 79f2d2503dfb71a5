// What the packaging checks have found so far, and the report that `npm test` counts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/node-24.mjs';

const outcome = { passed: 0, failed: 0, skipped: [] };

/** One check: `holds` answers true, also by a promise; anything else and anything thrown counts as failed. */
export async function check(name, holds) {
  let good = false;
  try {
    good = (await holds()) === true;
  } catch (error) {
    console.error(`  ${error.message}`);
  }
  outcome[good ? 'passed' : 'failed'] += 1;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`);
}

/** What this machine cannot check; counts as failed on CI. */
export function skip(name) {
  console.log(`skipped: ${name}`);
  outcome.skipped.push(name);
  if (process.env.CI === 'true') outcome.failed += 1;
}

/** True when both lists hold the same lines in the same order; says the first that differ. */
export function sameLines(found, expected) {
  const differs = Array.from({ length: Math.max(found.length, expected.length) }, (_, at) => at).filter(
    (at) => found[at] !== expected[at],
  );
  for (const at of differs.slice(0, 5))
    console.error(`  expected: ${expected[at]}\n  found:    ${found[at]}`);
  return differs.length === 0;
}

/** Writes test-results/packaging.json and sets the exit code. */
export function report() {
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'packaging.json'), JSON.stringify(outcome));
  process.exitCode = outcome.failed === 0 ? 0 : 1;
}

// The table that `npm test` prints: every fault that delivery.md 7 and matrix A of security.md name for storage and delivery,
// how often it was injected, and the result. A fault that no test injects counts as failed.

/** Faults of delivery.md 7. */
const delivery = Array.from({ length: 23 }, (_, index) => String(index + 1));

/** Rows of matrix A that concern storage and delivery; the others belong to the shell (keys, IPC, roles, configuration). */
const matrix = [...range(1, 13), ...range(16, 47), 53, 54, 56, 57].map((row) => `A${row}`);

/** Lines to print and how many faults have no test, from vitest's JSON report. */
export function faultTable(report) {
  const found = new Map();
  for (const { fullName, meta, status } of report.testResults.flatMap((suite) => suite.assertionResults)) {
    for (const fault of faultsIn(fullName)) {
      const row = found.get(fault) ?? { tests: 0, injections: 0, failed: 0 };
      row.tests += 1;
      row.injections += meta?.injections ?? 1;
      if (status !== 'passed') row.failed += 1;
      found.set(fault, row);
    }
  }
  const names = [...delivery, ...matrix];
  const missing = names.filter((name) => !found.has(name));
  const lines = names.map((name) => {
    const row = found.get(name);
    if (!row) return `fault ${name.padEnd(4)} no test injects it`;
    const result = row.failed === 0 ? 'passed' : `${row.failed} FAILED`;
    return `fault ${name.padEnd(4)} ${String(row.injections).padStart(6)} injections in ${row.tests} tests: ${result}`;
  });
  return { lines, missing };
}

/** The faults that a test names in its title or in that of its group: `... [faults 7, A37]`. */
function faultsIn(fullName) {
  const lists = [...fullName.matchAll(/\[faults? ([^\]]+)\]/g)].map(([, list]) => list.split(', '));
  return new Set(lists.flat());
}

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

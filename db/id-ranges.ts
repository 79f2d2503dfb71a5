/** Ids as `1-3,7`: 20,000 of them still fit a row that a person can read. */
export function idRanges(ids: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && id === run[1] + 1) run[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

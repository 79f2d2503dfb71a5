/** The chosen messages by id: a refresh keeps them, a change of filter clears them. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  /** How many matched when everything that matches was chosen; null when rows were chosen by hand. */
  readonly allOf: number | null;
}

export const nothingSelected: Selection = { ids: new Set(), allOf: null };

/** More than this cannot be chosen at once (the contract's limit); the buttons for all failed and all pending can. */
export const maxSelected = 20_000;

/** Adds or removes one. */
export function toggled({ ids }: Selection, id: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, allOf: null };
}

/** Adds what lies between two rows, both included. */
export function withRange({ ids }: Selection, between: readonly number[]): Selection {
  return { ids: new Set([...ids, ...between]), allOf: null };
}

/** Everything that matches the filters, or as much of `total` as may be chosen at once. */
export function allSelected(ids: readonly number[], total: number): Selection {
  return { ids: new Set(ids), allOf: total };
}

/** The state of the checkbox in the header. */
export function headerState({ ids, allOf }: Selection, total: number): boolean | 'mixed' {
  if (ids.size === 0) return false;
  return allOf !== null || ids.size >= total ? true : 'mixed';
}

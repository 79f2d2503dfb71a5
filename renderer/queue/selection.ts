/** The chosen messages by id: a refresh keeps them, a change of filter clears them. */
export type Selection = ReadonlySet<number>;

export const nothingSelected: Selection = new Set();

/** More than this cannot be chosen one by one; the buttons for all failed and all pending are for that. */
export const maxSelected = 20_000;

/** Adds or removes one. */
export function toggled(selection: Selection, id: number): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Adds what lies between two rows, both included. */
export function withAll(selection: Selection, ids: readonly number[]): Selection {
  return new Set([...selection, ...ids]);
}

/** The state of the checkbox in the header. */
export function headerState(selection: Selection, total: number): boolean | 'mixed' {
  if (selection.size === 0) return false;
  return selection.size >= total ? true : 'mixed';
}

import type { QueueRow } from '../../core/contract/message.ts';
import type { QueueFilter, RetryScope } from '../../core/contract/queue.ts';

/**
 * What is chosen: rows by their ids, or everything that matched the filters at a moment but for some. A refresh keeps it, a
 * change of filter clears it. Everything is never a list of ids here: the window does not hold what it does not show.
 */
export type Selection =
  | { readonly kind: 'rows'; readonly ids: ReadonlySet<number> }
  | {
      readonly kind: 'all';
      readonly asOf: number;
      /** How many matched then. */
      readonly total: number;
      readonly except: ReadonlySet<number>;
    };

export const nothingSelected: Selection = { kind: 'rows', ids: new Set() };

/** A range by hand takes no more rows than this (the contract's limit); everything that matches can be chosen at once. */
export const maxRange = 20_000;

/** Adds or removes one. */
export function toggled(selection: Selection, id: number): Selection {
  const next = new Set(selection.kind === 'rows' ? selection.ids : selection.except);
  if (!next.delete(id)) next.add(id);
  return selection.kind === 'rows' ? { kind: 'rows', ids: next } : orNothing({ ...selection, except: next });
}

/** Adds what lies between two rows, both included. */
export function withRange(selection: Selection, between: readonly number[]): Selection {
  if (selection.kind === 'rows') return { kind: 'rows', ids: new Set([...selection.ids, ...between]) };
  const added = new Set(between);
  return { ...selection, except: new Set([...selection.except].filter((id) => !added.has(id))) };
}

/** Everything that matches the filters at a moment. */
export function allSelected(total: number, asOf: number): Selection {
  return total === 0 ? nothingSelected : { kind: 'all', asOf, total, except: new Set() };
}

/** Whether a row is chosen; one that came after everything was chosen is not. */
export function isSelected(
  selection: Selection,
  { id, createdAt }: Pick<QueueRow, 'id' | 'createdAt'>,
): boolean {
  return selection.kind === 'rows'
    ? selection.ids.has(id)
    : createdAt <= selection.asOf && !selection.except.has(id);
}

/** How many are chosen. */
export function countOf(selection: Selection): number {
  return selection.kind === 'rows' ? selection.ids.size : selection.total - selection.except.size;
}

/** The state of the checkbox in the header. */
export function headerState(selection: Selection, total: number): boolean | 'mixed' {
  const count = countOf(selection);
  if (count === 0) return false;
  const full = selection.kind === 'all' ? selection.except.size === 0 : count >= total;
  return full ? true : 'mixed';
}

/** What main is asked to act on. */
export function scopeOf(selection: Selection, filter: QueueFilter): RetryScope {
  return selection.kind === 'rows'
    ? { ids: [...selection.ids] }
    : { filter, asOf: selection.asOf, except: [...selection.except] };
}

function orNothing(selection: Selection): Selection {
  return countOf(selection) === 0 ? nothingSelected : selection;
}

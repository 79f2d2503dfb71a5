import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { QueueRows } from './use-queue-rows.ts';

interface Place {
  readonly index: number;
  readonly column: number;
  /** The message the person sees there; the keyboard follows it when rows are added or leave above it. */
  readonly id: number | null;
}

/** The one cell of the grid that holds the keyboard. */
export interface GridFocus {
  readonly index: number;
  readonly column: number;
  /** Puts the keyboard in a cell once it is drawn. */
  moveTo(index: number, column: number): void;
  /** Remembers a cell that a pointer chose. */
  note(index: number, column: number): void;
  /** Back to the first row, whichever it will be. */
  reset(): void;
}

/** Roving tabindex for a list whose rows come, go and move while somebody works in it. */
export function useGridFocus(
  grid: RefObject<HTMLElement | null>,
  rows: QueueRows,
  columnCount: number,
): GridFocus {
  const [place, setPlace] = useState<Place>({ index: 0, column: 0, id: null });
  const wanted = useRef(false);
  const last = Math.max(0, rows.total - 1);
  const index = Math.min(place.index, last);
  const column = Math.min(place.column, columnCount - 1);
  const idHere = rows.rowAt(index)?.id ?? null;

  // Rows of the filter before are about to go: nothing is followed into them.
  const settled = !rows.stale;
  if (settled && place.id !== null && idHere !== null && idHere !== place.id) {
    const moved = rows.indexOf(place.id);
    // Gone from the list: the keyboard stays where it is, now on the row that took the place.
    setPlace(moved < 0 ? { index, column, id: idHere } : { index: moved, column, id: place.id });
    // The last row of all may be the one that went, and the keyboard with it.
    wanted.current = holdsKeyboard(grid.current);
  } else if (settled && place.id !== null && rows.total === 0) {
    setPlace({ index: 0, column, id: null });
    wanted.current = holdsKeyboard(grid.current);
  } else if (settled && place.id === null && idHere !== null) {
    setPlace({ ...place, id: idHere });
  }

  useLayoutEffect(() => {
    if (!wanted.current) return;
    const cell = grid.current?.querySelector<HTMLElement>(
      `[data-index="${index}"] [aria-colindex="${column + 1}"]`,
    );
    if (!cell && rows.total > 0) return;
    wanted.current = false;
    if (!cell) grid.current?.focus();
    else cell.focus({ preventScroll: true });
  });

  const note = useCallback(
    (at: number, inColumn: number) =>
      setPlace({ index: at, column: inColumn, id: rows.rowAt(at)?.id ?? null }),
    [rows],
  );
  return {
    index,
    column,
    note,
    reset: () => setPlace((before) => ({ ...before, index: 0, id: null })),
    moveTo(at, inColumn) {
      wanted.current = true;
      note(at, inColumn);
    },
  };
}

function holdsKeyboard(grid: HTMLElement | null): boolean {
  return grid?.querySelector('[role=gridcell]:focus') != null;
}

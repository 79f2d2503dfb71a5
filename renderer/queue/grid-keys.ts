export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
  readonly rtl: boolean;
}

/** Where a key moves in a grid (WAI-ARIA grid pattern); arrows are mirrored from right to left. Null for other keys. */
export function moveIn(
  event: { readonly key: string; readonly ctrlKey: boolean },
  from: Cell,
  { rows, columns, page, rtl }: Extent,
): Cell | null {
  const to = (row: number, column: number): Cell => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  const ahead = rtl ? -1 : 1;
  switch (event.key) {
    case 'ArrowDown':
      return to(from.row + 1, from.column);
    case 'ArrowUp':
      return to(from.row - 1, from.column);
    case 'ArrowRight':
      return to(from.row, from.column + ahead);
    case 'ArrowLeft':
      return to(from.row, from.column - ahead);
    case 'PageDown':
      return to(from.row + page, from.column);
    case 'PageUp':
      return to(from.row - page, from.column);
    case 'Home':
      return event.ctrlKey ? to(0, from.column) : to(from.row, 0);
    case 'End':
      return event.ctrlKey ? to(rows - 1, from.column) : to(from.row, columns - 1);
    default:
      return null;
  }
}

/** What a key does with the row under it. Letters count by their place too, for keyboards set to Arabic. */
export type GridAction = 'toggle' | 'open' | 'retry' | 'all' | 'leave' | 'menu';

export function gridAction(
  event: {
    readonly key: string;
    readonly code: string;
    readonly ctrlKey: boolean;
    readonly altKey: boolean;
    readonly shiftKey: boolean;
    readonly metaKey: boolean;
  },
  column: string,
): GridAction | null {
  if (event.metaKey) return null;
  if (event.altKey) return event.key === 'Enter' ? 'open' : null;
  if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) return 'menu';
  if (event.ctrlKey) return event.key.toLowerCase() === 'a' || event.code === 'KeyA' ? 'all' : null;
  if (event.key === ' ') return 'toggle';
  if (event.key === 'Escape') return 'leave';
  if (event.key.toLowerCase() === 'r' || event.code === 'KeyR') return 'retry';
  if (event.key !== 'Enter') return null;
  return column === 'select' ? 'toggle' : column === 'actions' ? 'retry' : 'open';
}

import { type KeyboardEvent, type MouseEvent, type RefObject, useRef } from 'react';
import type { QueueRow } from '../../core/contract/message.ts';
import type { Column } from './columns.ts';
import type { GridFocus } from './grid-focus.ts';
import { gridAction, moveIn } from './grid-keys.ts';
import type { RowMenuPlace } from './RowMenu.tsx';
import { isRetryable } from './retryable.ts';
import type { QueueRows } from './use-queue-rows.ts';

/** What keys and pointer can do in the grid. */
export interface GridActions {
  readonly openId: number | null;
  readonly retrying: ReadonlySet<number>;
  readonly mayRetry: boolean;
  readonly onToggle: (id: number) => void;
  /** Chooses every row between two indexes, both included. */
  readonly onSelectBetween: (from: number, to: number) => void;
  readonly onAll: () => void;
  readonly onNone: () => void;
  readonly onOpen: (id: number, by: 'key' | 'pointer' | 'arrow') => void;
  readonly onClose: () => void;
  readonly onRetry: (id: number) => void;
}

/** Keys and pointer of the grid, heard in one place: rows are plain elements without listeners of their own. */
export function useGridInput(
  actions: GridActions,
  at: {
    readonly grid: RefObject<HTMLElement | null>;
    readonly rows: QueueRows;
    readonly shown: readonly Column[];
    readonly focus: GridFocus;
    readonly arabic: boolean;
    /** Rows that PageUp and PageDown go. */
    readonly page: () => number;
    readonly moveTo: (index: number, column: number) => void;
    readonly onMenu: (place: RowMenuPlace) => void;
  },
) {
  const { rows, focus, shown } = at;
  const anchor = useRef<{ readonly id: number; readonly index: number } | null>(null);

  const toggle = (index: number, withShift: boolean) => {
    const row = rows.rowAt(index);
    if (!row) return;
    const from = anchor.current;
    if (withShift && from) {
      const known = rows.indexOf(from.id);
      const start = known < 0 ? from.index : known;
      actions.onSelectBetween(Math.min(start, index), Math.max(start, index));
    } else {
      actions.onToggle(row.id);
      anchor.current = { id: row.id, index };
    }
  };
  const retry = (row: QueueRow) => {
    if (actions.mayRetry && isRetryable(row) && !actions.retrying.has(row.id)) actions.onRetry(row.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[role=gridcell]');
    if (!cell) return;
    const row = rows.rowAt(focus.index);
    const extent = { rows: rows.total, columns: shown.length, page: at.page(), rtl: at.arabic };
    const moved = moveIn(event, { row: focus.index, column: focus.column }, extent);
    if (moved) {
      event.preventDefault();
      if (event.shiftKey && moved.row !== focus.index)
        actions.onSelectBetween(Math.min(focus.index, moved.row), Math.max(focus.index, moved.row));
      at.moveTo(moved.row, moved.column);
      const under = rows.rowAt(moved.row);
      if (actions.openId !== null && under && moved.row !== focus.index) actions.onOpen(under.id, 'arrow');
      return;
    }
    const action = gridAction(event, shown[focus.column]?.key ?? 'select');
    if (action === null) return;
    event.preventDefault();
    if (action === 'all') actions.onAll();
    else if (action === 'leave') actions.openId === null ? actions.onNone() : actions.onClose();
    else if (!row) return;
    else if (action === 'toggle') toggle(focus.index, event.shiftKey);
    else if (action === 'open') actions.onOpen(row.id, 'key');
    else if (action === 'menu') at.onMenu({ row, index: focus.index, target: cell });
    else if (!event.repeat) retry(row);
  };

  const rowUnder = (target: EventTarget) => {
    const index = Number((target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
    return { index, row: index < 0 ? undefined : rows.rowAt(index) };
  };
  const noteCell = (target: HTMLElement, index: number) => {
    const column = Number(target.closest('[aria-colindex]')?.getAttribute('aria-colindex') ?? 1) - 1;
    focus.note(index, column);
    return column;
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const { index, row } = rowUnder(target);
    if (!row) return;
    const column = noteCell(target, index);
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    // The second click of a double click may meet the row that moved up: it must not retry that one too.
    if (action === 'retry') event.detail < 2 && retry(row);
    else if (column === 0) toggle(index, event.shiftKey);
    else if (action === 'open' || actions.openId !== null) actions.onOpen(row.id, 'pointer');
  };
  const onDoubleClick = (event: MouseEvent) => {
    const { row } = rowUnder(event.target);
    const isControl = (event.target as HTMLElement).closest('button, input, [data-column=select]');
    if (row && !isControl) actions.onOpen(row.id, 'pointer');
  };
  const onContextMenu = (event: MouseEvent) => {
    const { index, row } = rowUnder(event.target);
    // The menu key of the keyboard comes as a key as well, and that one knows the cell.
    if (!row || event.button !== 2) return;
    event.preventDefault();
    noteCell(event.target as HTMLElement, index);
    const { clientX, clientY } = event;
    const point = DOMRect.fromRect({ x: clientX, y: clientY });
    at.onMenu({ row, index, target: { getBoundingClientRect: () => point } });
  };
  return { toggle, onKeyDown, onClick, onDoubleClick, onContextMenu };
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../now.ts';
import { useFormat, useLanguage } from '../shell/format.ts';
import { columnsFor } from './columns.ts';
import { GridHead } from './GridHead.tsx';
import { useGridFocus } from './grid-focus.ts';
import { gridAction, moveIn } from './grid-keys.ts';
import styles from './QueueGrid.module.css';
import { QueueRowLine } from './QueueRowLine.tsx';
import { isRetryable } from './retryable.ts';
import type { Selection } from './selection.ts';
import type { QueueRows } from './use-queue-rows.ts';
import { useSchoolName } from './use-school-name.ts';

const rowHeight = 42;
const headHeight = 36;

/** What the page may ask of the grid. */
export interface GridHandle {
  /** Puts the keyboard on a message, or where it was if that one is not there. */
  focus(id: number | null): void;
  scrollToTop(): void;
}

export interface GridProps {
  readonly rows: QueueRows;
  readonly selection: Selection;
  readonly openId: number | null;
  readonly retrying: ReadonlySet<number>;
  readonly mayRetry: boolean;
  readonly handle: Ref<GridHandle>;
  readonly onRange: (first: number, last: number) => void;
  readonly onToggle: (id: number) => void;
  /** Chooses every row between two indexes, both included. */
  readonly onSelectBetween: (from: number, to: number) => void;
  readonly onAll: () => void;
  readonly onNone: () => void;
  readonly onOpen: (id: number, by: 'key' | 'pointer' | 'arrow') => void;
  readonly onClose: () => void;
  readonly onRetry: (id: number) => void;
}

/**
 * The queue as an ARIA grid: only the rows in sight exist, one cell holds the keyboard, arrows move it (mirrored in Arabic).
 * A focused row stays drawn while it is scrolled away, so that the keyboard never falls out of the grid.
 */
export function QueueGrid(props: GridProps) {
  const { rows, selection, openId } = props;
  const { t } = useTranslation('queue');
  const format = useFormat();
  const arabic = useLanguage() === 'ar';
  const schoolName = useSchoolName();
  const now = useNow(1000);
  const narrow = openId !== null;
  const shown = columnsFor(narrow);
  const grid = useRef<HTMLDivElement>(null);
  const focus = useGridFocus(grid, rows, shown.length);
  const anchor = useRef<{ readonly id: number; readonly index: number } | null>(null);

  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    useFlushSync: false,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      return indexes.includes(focus.index) || count === 0
        ? indexes
        : [...indexes, focus.index].sort((a, b) => a - b);
    },
    onChange: ({ range }) => range && props.onRange(range.startIndex, range.endIndex),
  });

  const moveTo = (index: number, column: number) => {
    focus.moveTo(index, column);
    virtualizer.scrollToIndex(index);
  };
  useImperativeHandle(props.handle, () => ({
    focus(id) {
      const at = id === null ? -1 : rows.indexOf(id);
      if (rows.total === 0) grid.current?.focus();
      else moveTo(at < 0 ? focus.index : at, focus.column);
    },
    scrollToTop() {
      focus.reset();
      virtualizer.scrollToOffset(0);
    },
  }));

  const toggle = (index: number, withShift: boolean) => {
    const row = rows.rowAt(index);
    if (!row) return;
    const from = anchor.current;
    if (withShift && from) {
      const known = rows.indexOf(from.id);
      const start = known < 0 ? from.index : known;
      props.onSelectBetween(Math.min(start, index), Math.max(start, index));
    } else {
      props.onToggle(row.id);
      anchor.current = { id: row.id, index };
    }
  };
  const retry = (id: number) => {
    if (!props.retrying.has(id)) props.onRetry(id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).closest('[role=gridcell]')) return;
    const row = rows.rowAt(focus.index);
    const extent = { rows: rows.total, columns: shown.length, page: pageOf(grid.current), rtl: arabic };
    const moved = moveIn(event, { row: focus.index, column: focus.column }, extent);
    if (moved) {
      event.preventDefault();
      if (event.shiftKey && moved.row !== focus.index)
        props.onSelectBetween(Math.min(focus.index, moved.row), Math.max(focus.index, moved.row));
      moveTo(moved.row, moved.column);
      const under = rows.rowAt(moved.row);
      if (openId !== null && under && moved.row !== focus.index) props.onOpen(under.id, 'arrow');
      return;
    }
    const action = gridAction(event, shown[focus.column]?.key ?? 'select');
    if (action === null) return;
    event.preventDefault();
    if (action === 'all') props.onAll();
    else if (action === 'leave') openId === null ? props.onNone() : props.onClose();
    else if (!row) return;
    else if (action === 'toggle') toggle(focus.index, event.shiftKey);
    else if (action === 'open') props.onOpen(row.id, 'key');
    else if (!event.repeat && props.mayRetry && isRetryable(row)) retry(row.id);
  };

  const rowUnder = (target: EventTarget) => {
    const index = Number((target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
    return { index, row: index < 0 ? undefined : rows.rowAt(index) };
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const { index, row } = rowUnder(target);
    if (!row) return;
    const column = Number(target.closest('[aria-colindex]')?.getAttribute('aria-colindex') ?? 1) - 1;
    focus.note(index, column);
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    // The second click of a double click may meet the row that moved up: it must not retry that one too.
    if (action === 'retry') event.detail < 2 && retry(row.id);
    else if (column === 0) toggle(index, event.shiftKey);
    else if (action === 'open' || openId !== null) props.onOpen(row.id, 'pointer');
  };
  const onDoubleClick = (event: MouseEvent) => {
    const { row } = rowUnder(event.target);
    const isControl = (event.target as HTMLElement).closest(`button, input, .${styles.select}`);
    if (row && !isControl) props.onOpen(row.id, 'pointer');
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an ARIA grid of divs, because a virtual list cannot be a table
    <div
      ref={grid}
      role="grid"
      className={`${styles.grid} ${narrow ? styles.narrow : ''} ${rows.total === 0 ? styles.bare : ''}`}
      aria-label={t('title')}
      aria-rowcount={rows.total + 1}
      aria-colcount={shown.length}
      aria-multiselectable
      aria-busy={rows.loading}
      tabIndex={rows.total === 0 ? 0 : -1}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      // A double click opens and a click with Shift selects rows: neither is to mark words.
      onMouseDown={(event) => (event.detail > 1 || event.shiftKey) && event.preventDefault()}
    >
      <GridHead
        columns={shown}
        total={rows.total}
        selection={selection}
        onAll={props.onAll}
        onNone={props.onNone}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid */}
      <div role="rowgroup" className={styles.rows} style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows.rowAt(index);
          const isOpen = row !== undefined && row.id === openId;
          return (
            // biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid
            // biome-ignore lint/a11y/useFocusableInteractive: the cells hold the keyboard
            <div
              key={index}
              role="row"
              data-index={index}
              aria-rowindex={index + 2}
              aria-selected={row ? selection.ids.has(row.id) : false}
              className={`${styles.row} ${isOpen ? styles.openRow : ''}`}
              style={{ transform: `translateY(${start - headHeight}px)` }}
            >
              <QueueRowLine
                row={row}
                narrow={narrow}
                selected={row !== undefined && selection.ids.has(row.id)}
                focused={index === focus.index ? focus.column : null}
                retrying={row !== undefined && props.retrying.has(row.id)}
                mayRetry={props.mayRetry}
                now={now}
                t={t}
                format={format}
                arabic={arabic}
                schoolName={schoolName}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Rows that PageUp and PageDown go: what is in sight, less one to keep the place. */
function pageOf(grid: HTMLElement | null): number {
  return Math.max(1, Math.floor(((grid?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
}

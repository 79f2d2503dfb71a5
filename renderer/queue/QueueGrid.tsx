import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter } from '../../core/contract/queue.ts';
import { useNow } from '../now.ts';
import { useFormat, useLanguage } from '../shell/format.ts';
import { columns } from './columns.ts';
import { moveIn } from './grid-keys.ts';
import styles from './Queue.module.css';
import { QueueRowLine } from './QueueRowLine.tsx';
import { headerState, type Selection } from './selection.ts';
import { type QueueRows, useQueueRows } from './use-queue-rows.ts';

const rowHeight = 44;

export interface GridProps {
  readonly filter: QueueFilter;
  readonly selection: Selection;
  readonly openId: number | null;
  readonly retryingId: number | null;
  readonly mayRetry: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onToggle: (id: number) => void;
  /** Every row between two indexes, both included. */
  readonly onRange: (from: number, to: number) => void;
  readonly onAll: () => void;
  readonly onNone: () => void;
  readonly onOpen: (id: number) => void;
  readonly onRetry: (id: number) => void;
  /** What to show instead of rows: empty, loading and error states belong to the page. */
  readonly children: (rows: QueueRows) => React.ReactNode;
}

/**
 * The queue as an ARIA grid: only the rows in sight exist, one cell holds the keyboard, arrows move it (mirrored in Arabic).
 * A focused row stays drawn while it is scrolled away, so that the keyboard never falls out of the grid.
 */
export function QueueGrid(props: GridProps) {
  const { filter, selection, openId, gridRef } = props;
  const { t } = useTranslation('queue');
  const format = useFormat();
  const arabic = useLanguage() === 'ar';
  const now = useNow(1000);
  const narrow = openId !== null;
  const shown = columns.filter(({ inNarrow }) => inNarrow || !narrow);
  const [range, setRange] = useState({ first: 0, last: 20 });
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const lastToggled = useRef(0);
  const rows = useQueueRows(filter, range.first, range.last);
  const keepFocused = Math.min(focus.row, Math.max(0, rows.total - 1));

  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => gridRef.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    useFlushSync: false,
    scrollPaddingStart: rowHeight,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      return indexes.includes(keepFocused) || count === 0
        ? indexes
        : [...indexes, keepFocused].sort((a, b) => a - b);
    },
    onChange: ({ range: seen }) => {
      if (!seen) return;
      const next = { first: seen.startIndex, last: seen.endIndex };
      setRange((before) => (before.first === next.first && before.last === next.last ? before : next));
    },
  });

  // A shorter row beside the open pane has fewer columns: the keyboard stays on one that exists.
  useEffect(() => {
    setFocus((before) => ({ ...before, column: Math.min(before.column, shown.length - 1) }));
  }, [shown.length]);

  const focusCell = (row: number, column: number) => {
    setFocus({ row, column });
    virtualizer.scrollToIndex(row);
    requestAnimationFrame(() => {
      gridRef.current
        ?.querySelector<HTMLElement>(`[data-index="${row}"] [aria-colindex="${column + 1}"]`)
        ?.focus({ preventScroll: true });
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows.rowAt(keepFocused);
    const moved = moveIn(event, focus, { rows: rows.total, columns: shown.length, page: 10, rtl: arabic });
    if (moved) {
      event.preventDefault();
      if (event.shiftKey && moved.row !== focus.row)
        props.onRange(Math.min(focus.row, moved.row), Math.max(focus.row, moved.row));
      focusCell(moved.row, moved.column);
    } else if (event.key === 'a' && event.ctrlKey) {
      event.preventDefault();
      props.onAll();
    } else if (event.key === 'Escape' && openId === null) {
      props.onNone();
    } else if (row && event.key === ' ') {
      event.preventDefault();
      props.onToggle(row.id);
    } else if (row && event.key === 'Enter') {
      event.preventDefault();
      props.onOpen(row.id);
    } else if (row && event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.metaKey && props.mayRetry) {
      props.onRetry(row.id);
    }
  };

  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>('[data-index]');
    if (!line) return;
    const index = Number(line.dataset.index);
    const row = rows.rowAt(index);
    if (!row) return;
    const column = Number(target.closest('[aria-colindex]')?.getAttribute('aria-colindex') ?? 1) - 1;
    setFocus({ row: index, column });
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if (action === 'retry') {
      props.onRetry(row.id);
    } else if (action === 'select' || column === 0) {
      if (event.shiftKey)
        props.onRange(Math.min(lastToggled.current, index), Math.max(lastToggled.current, index));
      else props.onToggle(row.id);
      lastToggled.current = index;
    } else {
      props.onOpen(row.id);
    }
  };

  const all = headerState(selection, rows.total);
  return (
    // biome-ignore lint/a11y/useSemanticElements: an ARIA grid of divs, because a virtual list cannot be a table
    <div
      ref={gridRef}
      role="grid"
      className={`${styles.grid} ${narrow ? styles.narrow : ''}`}
      aria-label={t('title')}
      aria-rowcount={rows.total + 1}
      aria-colcount={shown.length}
      aria-multiselectable
      aria-busy={rows.loading}
      tabIndex={rows.total === 0 ? 0 : -1}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells hold the keyboard */}
      <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
        {shown.map(({ key }, at) => (
          // biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid
          // biome-ignore lint/a11y/useFocusableInteractive: sorting is not offered, so a heading takes no keyboard
          <div
            key={key}
            role="columnheader"
            aria-colindex={at + 1}
            className={`${styles.cell} ${styles[key] ?? ''}`}
          >
            {key === 'select' ? (
              <input
                type="checkbox"
                aria-label={t('selectAll', { count: rows.total })}
                checked={all === true}
                ref={(box) => {
                  if (box) box.indeterminate = all === 'mixed';
                }}
                disabled={rows.total === 0}
                onChange={() => (all === true ? props.onNone() : props.onAll())}
                onClick={(event) => event.stopPropagation()}
              />
            ) : (
              t(`columns.${key}`)
            )}
          </div>
        ))}
      </div>
      {props.children(rows)}
      {/* biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid */}
      <div role="rowgroup" className={styles.rows} style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows.rowAt(index);
          return (
            // biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid
            // biome-ignore lint/a11y/useFocusableInteractive: the cells hold the keyboard
            <div
              key={index}
              role="row"
              data-index={index}
              aria-rowindex={index + 2}
              aria-selected={row ? selection.has(row.id) : false}
              className={`${styles.row} ${row && row.id === openId ? styles.openRow : ''}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row ? (
                <QueueRowLine
                  row={row}
                  index={index}
                  narrow={narrow}
                  selected={selection.has(row.id)}
                  open={row.id === openId}
                  focused={index === keepFocused ? focus.column : null}
                  retrying={props.retryingId === row.id}
                  mayRetry={props.mayRetry}
                  now={now}
                  t={t}
                  format={format}
                  arabic={arabic}
                />
              ) : (
                // biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid
                <div role="gridcell" tabIndex={-1} aria-colindex={1} className={styles.skeleton} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

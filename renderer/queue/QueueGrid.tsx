import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../now.ts';
import { useFormat, useLanguage } from '../shell/format.ts';
import { columnsFor } from './columns.ts';
import { GridHead } from './GridHead.tsx';
import { useGridFocus } from './grid-focus.ts';
import styles from './QueueGrid.module.css';
import { QueueRowLine } from './QueueRowLine.tsx';
import { RowMenu, type RowMenuPlace } from './RowMenu.tsx';
import { isSelected, type Selection } from './selection.ts';
import { type GridActions, useGridInput } from './use-grid-input.ts';
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

export interface GridProps extends GridActions {
  readonly rows: QueueRows;
  readonly selection: Selection;
  readonly handle: Ref<GridHandle>;
  readonly onRange: (first: number, last: number) => void;
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
  const [menu, setMenu] = useState<RowMenuPlace | null>(null);

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

  const input = useGridInput(props, {
    grid,
    rows,
    shown,
    focus,
    arabic,
    page: () => pageOf(grid.current),
    moveTo,
    onMenu: setMenu,
  });
  const closeMenu = () => {
    if (menu) focus.moveTo(menu.index, focus.column);
    setMenu(null);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: an ARIA grid of divs, because a virtual list cannot be a table */}
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
        onKeyDown={input.onKeyDown}
        onClick={input.onClick}
        onDoubleClick={input.onDoubleClick}
        onContextMenu={input.onContextMenu}
        // A double click opens and a click with Shift selects rows: neither is to mark words.
        onMouseDown={(event) => (event.detail > 1 || event.shiftKey) && event.preventDefault()}
      >
        <GridHead
          columns={shown}
          total={rows.total}
          more={rows.more}
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
                aria-selected={row ? isSelected(selection, row) : false}
                className={`${styles.row} ${isOpen ? styles.openRow : ''}`}
                style={{ transform: `translateY(${start - headHeight}px)` }}
              >
                <QueueRowLine
                  row={row}
                  narrow={narrow}
                  selected={row !== undefined && isSelected(selection, row)}
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
      {menu && (
        <RowMenu
          key={menu.row.id}
          place={menu}
          selected={isSelected(selection, menu.row)}
          mayRetry={props.mayRetry}
          onOpen={() => props.onOpen(menu.row.id, 'key')}
          onRetry={() => props.onRetry(menu.row.id)}
          onToggle={() => input.toggle(menu.index, false)}
          onClose={closeMenu}
        />
      )}
    </>
  );
}

/** Rows that PageUp and PageDown go: what is in sight, less one to keep the place. */
function pageOf(grid: HTMLElement | null): number {
  return Math.max(1, Math.floor(((grid?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
}

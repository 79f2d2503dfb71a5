import { Button } from '@fluentui/react-components';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter, SortOrder } from '../../core/contract/queue.ts';
import { useCall } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import { EmptyQueue } from './EmptyQueue.tsx';
import { ListFoot } from './ListFoot.tsx';
import { type GridHandle, QueueGrid } from './QueueGrid.tsx';
import styles from './QueueList.module.css';
import {
  allSelected,
  maxRange,
  nothingSelected,
  type Selection,
  scopeOf,
  toggled,
  withRange,
} from './selection.ts';
import { samePages, useQueueRows } from './use-queue-rows.ts';
import type { Retry } from './use-retry.ts';

/** What the page may ask of the list. */
export interface ListHandle extends Pick<GridHandle, 'focus'> {
  clearSelection(): void;
}

/** The list with its states: loading, rows, nothing, an error above the rows of before; and the bar for what is selected. */
export function QueueList({
  filter,
  sort,
  narrowed,
  openId,
  mayRetry,
  retry,
  scopeText,
  handle,
  onOpen,
  onClose,
  onClearFilters,
  children,
}: {
  readonly filter: QueueFilter;
  readonly sort: SortOrder;
  readonly narrowed: boolean;
  readonly openId: number | null;
  readonly mayRetry: boolean;
  readonly retry: Retry;
  readonly scopeText: string;
  readonly handle: Ref<ListHandle>;
  readonly onOpen: (id: number, by: 'key' | 'pointer' | 'arrow') => void;
  readonly onClose: () => void;
  readonly onClearFilters: () => void;
  /** What stands at the end of the foot while nothing is selected. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const [range, setRange] = useState({ first: 0, last: 20 });
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const grid = useRef<GridHandle>(null);
  const rows = useQueueRows(filter, sort, range.first, range.last);
  const { run: idsInRange } = useCall('queue.idsInRange');

  // A selection belongs to what is shown: it would otherwise act on rows that nobody sees.
  const shownFilter = useRef(filter);
  useEffect(() => {
    if (shownFilter.current === filter) return;
    shownFilter.current = filter;
    setSelection(nothingSelected);
    setRange({ first: 0, last: 20 });
    grid.current?.scrollToTop();
  }, [filter]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order begins at its first row; what is chosen stays
  useEffect(() => {
    setRange({ first: 0, last: 20 });
    grid.current?.scrollToTop();
  }, [sort]);
  useImperativeHandle(handle, () => ({
    focus: (id) => grid.current?.focus(id),
    clearSelection: () => setSelection(nothingSelected),
  }));

  const fetchIds = async (from: number, to: number, take: (ids: readonly number[]) => void) => {
    const result = await idsInRange({ filter, sort, from, to: Math.min(to, from + maxRange - 1) });
    if (shownFilter.current !== filter) return;
    if (result.ok) take(result.value);
    else notify({ kind: 'error', text: t('selectFailed'), detail: errorWords(t, result.error) });
  };
  const selectBetween = (from: number, to: number) => {
    const known = Array.from({ length: to - from + 1 }, (_, at) => rows.rowAt(from + at)?.id);
    const take = (ids: readonly number[]) => setSelection((before) => withRange(before, ids));
    if (known.every((id) => id !== undefined)) take(known);
    else void fetchIds(from, to, take);
  };
  const selectAll = () => {
    // Where more match than are listed, what a person sees is chosen and not all the rest.
    if (rows.more) void fetchIds(0, rows.total - 1, (ids) => setSelection(withRange(nothingSelected, ids)));
    else setSelection(allSelected(rows.total, Date.now()));
  };
  const clear = () => setSelection(nothingSelected);

  return (
    <section className={styles.list} aria-label={t('listLabel')}>
      {rows.error && (
        <div className={styles.error} role="alert">
          <span>
            <strong>{t('notLoaded')}</strong> {errorWords(t, rows.error)}
          </span>
          <Button size="small" onClick={rows.refetch}>
            {t('common:tryAgain')}
          </Button>
        </div>
      )}
      <QueueGrid
        rows={rows}
        selection={selection}
        openId={openId}
        retrying={retry.retrying}
        mayRetry={mayRetry}
        handle={grid}
        onRange={(first, last) =>
          // Only another page is news here: the grid itself follows the scrolling.
          setRange((before) => (samePages(before, { first, last }) ? before : { first, last }))
        }
        onToggle={(id) => setSelection((before) => toggled(before, id))}
        onSelectBetween={selectBetween}
        onAll={selectAll}
        onNone={clear}
        onOpen={onOpen}
        onClose={onClose}
        onRetry={(id) => void retry.retryOne(id)}
      />
      {rows.total === 0 && !rows.error && (
        <EmptyQueue
          loading={rows.loading}
          status={filter.status ?? 'all'}
          narrowed={narrowed}
          onClearFilters={onClearFilters}
        />
      )}
      <ListFoot
        rows={rows}
        filter={filter}
        selection={selection}
        busy={retry.busy}
        working={retry.busy && retry.progress === null}
        mayRetry={mayRetry}
        onRetry={() => void retry.ask(scopeOf(selection, filter), 'selected', scopeText)}
        onClear={() => {
          clear();
          grid.current?.focus(null);
        }}
      >
        {children}
      </ListFoot>
    </section>
  );
}

import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, CheckmarkCircleRegular } from '@fluentui/react-icons';
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetryScope, StatusFilter } from '../../core/contract/queue.ts';
import { useCall, useChannel, useCounts, useSession } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { Page } from '../shell/Page.tsx';
import { errorWords, problemWords } from '../shell/words.ts';
import { DetailPane } from './DetailPane.tsx';
import { Figures } from './Figures.tsx';
import { Filters } from './Filters.tsx';
import styles from './Queue.module.css';
import { QueueGrid } from './QueueGrid.tsx';
import { everything, filterOf, type QueueView } from './queue-view.ts';
import { RetryDialog } from './RetryDialog.tsx';
import { maxSelected, nothingSelected, type Selection, toggled, withAll } from './selection.ts';
import type { QueueRows } from './use-queue-rows.ts';
import { useRetry } from './use-retry.ts';

/** The delivery queue: what waits, why, what happens next, and retry for one, the selected, all pending, all failed. */
export function QueuePage() {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const notify = useNotify();
  const counts = useCounts();
  const retry = useRetry();
  const mayRetry = useMayRetry();
  const { place, go } = useNavigation();
  const [view, setView] = useState<QueueView>(everything);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [openId, setOpenId] = useState<number | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { run: idsInRange } = useCall('queue.idsInRange');
  const text = useDeferredValue(view.text);
  const minute = useNow(60_000);
  const today = Math.floor(minute / 3_600_000) * 3_600_000;
  const filter = useMemo(() => filterOf({ ...view, text }, today), [view, text, today]);

  const change = useCallback((part: Partial<QueueView>) => {
    setView((before) => ({ ...before, ...part }));
    setSelection(nothingSelected);
  }, []);
  useEffect(() => {
    if (place.page === 'queue' && place.status) change({ ...everything, status: place.status });
  }, [place, change]);

  const select = async (from: number, to: number) => {
    const result = await idsInRange({ filter, from, to: Math.min(to, from + maxSelected - 1) });
    if (result.ok) setSelection((before) => withAll(before, result.value));
    else notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  const close = () => {
    setOpenId(null);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  const scopeText = [
    t(`tabs.${view.status}`),
    ...(view.problem ? [problemWords(t, view.problem).title] : []),
    t(`periods.${view.period}`),
  ].join(' - ');
  const ask = (scope: RetryScope, words: string) => void retry.ask(scope, words);
  const allOf = (status: 'pending' | 'failed') => ask({ status, asOf: Date.now() }, t(`tabs.${status}`));

  return (
    <Page
      fill
      title={t('title')}
      actions={
        mayRetry && (
          <>
            <Button
              icon={<ArrowClockwiseRegular />}
              disabled={retry.busy || (counts?.pending ?? 0) === 0}
              onClick={() => allOf('pending')}
            >
              {t('retry.allPending', { count: counts?.pending ?? 0 })}
            </Button>
            <Button
              appearance="primary"
              icon={<ArrowClockwiseRegular />}
              disabled={retry.busy || (counts?.failed ?? 0) === 0}
              onClick={() => allOf('failed')}
            >
              {t('retry.allFailed', { count: counts?.failed ?? 0 })}
            </Button>
          </>
        )
      }
    >
      {counts && <Figures counts={counts} onFilter={(status) => change({ ...everything, status })} />}
      <Filters view={view} counts={counts} onChange={change} />
      <div className={styles.split}>
        <section className={styles.list} aria-label={t('title')}>
          <QueueGrid
            filter={filter}
            selection={selection}
            openId={openId}
            retryingId={retry.rowId}
            mayRetry={mayRetry}
            gridRef={grid}
            onToggle={(id) => setSelection((before) => toggled(before, id))}
            onRange={(from, to) => void select(from, to)}
            onAll={() => void select(0, maxSelected - 1)}
            onNone={() => setSelection(nothingSelected)}
            onOpen={setOpenId}
            onRetry={(id) => void retry.retryOne(id)}
          >
            {(rows) => (
              <>
                <Instead
                  rows={rows}
                  status={view.status}
                  filtered={
                    filter.text !== undefined ||
                    view.problem !== null ||
                    view.period !== 'any' ||
                    view.schoolId !== null
                  }
                  onClear={() => change({ ...everything, status: view.status })}
                  onNew={() => go({ page: 'assessment' })}
                />
                <FootBar total={rows.total} />
              </>
            )}
          </QueueGrid>
          <footer className={styles.foot}>
            {selection.size > 0 ? (
              <>
                <span role="status">{t('selected', { count: selection.size })}</span>
                {mayRetry && (
                  <Button
                    size="small"
                    appearance="primary"
                    disabled={retry.busy}
                    onClick={() => ask({ ids: [...selection] }, scopeText)}
                  >
                    {t('retry.selected', { count: selection.size })}
                  </Button>
                )}
                <Button size="small" appearance="subtle" onClick={() => setSelection(nothingSelected)}>
                  {t('clearSelection')}
                </Button>
              </>
            ) : (
              <span className={styles.muted}>{t('keys')}</span>
            )}
            {counts && (
              <span className={styles.total}>
                {t('total', { count: counts.all, number: format.number(counts.all) })}
              </span>
            )}
          </footer>
        </section>
        {openId !== null && (
          <DetailPane
            id={openId}
            mayRetry={mayRetry}
            retrying={retry.rowId === openId}
            onRetry={(id) => void retry.retryOne(id)}
            onOpen={setOpenId}
            onClose={close}
          />
        )}
      </div>
      <RetryDialog retry={retry} />
    </Page>
  );
}

/** Who may retry is a policy; main enforces it, the window only does not offer what would be refused. */
function useMayRetry(): boolean {
  const session = useSession();
  const settings = useChannel('settings.get', {}).data;
  return session?.state === 'signedIn' && (session.role === 'admin' || settings?.retryBy !== 'admin');
}

/** Tells a reader of the screen how many rows match, when that changes. */
function FootBar({ total }: { readonly total: number }) {
  const { t } = useTranslation('queue');
  return (
    <span role="status" className={styles.hidden}>
      {t('matching', { count: total })}
    </span>
  );
}

/** What stands in place of rows: nothing yet, nothing matches, nothing failed, or what went wrong. */
function Instead({
  rows,
  status,
  filtered,
  onClear,
  onNew,
}: {
  readonly rows: QueueRows;
  readonly status: StatusFilter;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onNew: () => void;
}): ReactNode {
  const { t } = useTranslation('queue');
  if (rows.error) {
    return (
      <div className={styles.error} role="alert">
        {errorWords(t, rows.error)}
        <Button size="small" onClick={rows.refetch}>
          {t('common:tryAgain')}
        </Button>
      </div>
    );
  }
  if (rows.loading || rows.total > 0) return null;
  if (filtered) {
    return (
      <div className={styles.empty}>
        <p>{t('empty.noMatch')}</p>
        <Button onClick={onClear}>{t('filters.clear')}</Button>
      </div>
    );
  }
  if (status === 'failed') {
    return (
      <div className={styles.empty}>
        <CheckmarkCircleRegular className={styles.good ?? ''} fontSize={40} aria-hidden />
        <p>{t('empty.nothingFailed')}</p>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <p>
        {t(
          status === 'pending'
            ? 'empty.nothingPending'
            : status === 'sent'
              ? 'empty.nothingSent'
              : 'empty.new',
        )}
      </p>
      {status === 'all' && <Button onClick={onNew}>{t('empty.newAssessment')}</Button>}
    </div>
  );
}

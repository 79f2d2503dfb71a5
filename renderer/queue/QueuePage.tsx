import { Button } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel, useIsAdmin, useSession } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useHelp } from '../shell/help.ts';
import { Page } from '../shell/Page.tsx';
import { problemWords } from '../shell/words.ts';
import { DetailPane, type DetailTab } from './DetailPane.tsx';
import { ExportButton } from './ExportButton.tsx';
import { Figures } from './Figures.tsx';
import { Filters } from './Filters.tsx';
import { type ListHandle, QueueList } from './QueueList.tsx';
import styles from './QueuePage.module.css';
import { useQueueKeys } from './queue-keys.ts';
import { everything, filterOf, isNarrowed, type QueueView } from './queue-view.ts';
import { RetryAllButtons } from './RetryAllButtons.tsx';
import { RetryDialog } from './RetryDialog.tsx';
import { RetryProgress } from './RetryProgress.tsx';
import { useAskedRetry } from './use-asked-retry.ts';
import { useQueueView } from './use-queue-view.ts';
import { useRetry } from './use-retry.ts';
import { useSchoolName } from './use-school-name.ts';
import { useSettled } from './use-settled.ts';
import { useTabCounts } from './use-tab-counts.ts';

const typingMs = 150;
const hour = 3_600_000;

/** The delivery queue: what waits, why, what happens next, and retry for one, the selected, all pending, all failed. */
export function QueuePage() {
  const { t } = useTranslation('queue');
  const { view, change } = useQueueView();
  // For the moment before the counts are known; what it will open on depends on them.
  if (!view)
    return (
      <Page fill title={t('title')}>
        {null}
      </Page>
    );
  return <QueueOf view={view} change={change} />;
}

function QueueOf({
  view,
  change,
}: {
  readonly view: QueueView;
  readonly change: (part: Partial<QueueView>) => void;
}) {
  const { t } = useTranslation('queue');
  const list = useRef<ListHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const [detailTab, setDetailTab] = useState<DetailTab>('attempts');
  const [open, setOpen] = useState<{ readonly id: number; readonly takeFocus: boolean } | null>(null);
  const mayRetry = useMayRetry();
  const scopeTextOf = useScopeText();
  const scopeText = scopeTextOf(view);
  const isAdmin = useIsAdmin();
  const onView = useCallback(() => change({ ...everything, status: 'pending' }), [change]);
  // The button that opened the dialog goes with the selection, and the keyboard must not go with it. Fluent gives the focus
  // back a moment after the dialog has gone.
  const keepFocus = useCallback(() => {
    setTimeout(() => {
      if (document.activeElement === document.body) list.current?.focus(null);
    }, 50);
  }, []);
  const onSelectedDone = useCallback(() => {
    list.current?.clearSelection();
    keepFocus();
  }, [keepFocus]);
  const retry = useRetry({ onView, onSelectedDone });
  useAskedRetry(retry, mayRetry);

  const text = useSettled(view.text, typingMs);
  const { status, schoolId, period, fromDay, toDay, problem } = view;
  const today = Math.floor(useNow(60_000) / hour) * hour;
  const filter = useMemo(
    () => filterOf({ ...everything, status, schoolId, period, fromDay, toDay, problem, text }, today),
    [status, schoolId, period, fromDay, toDay, problem, text, today],
  );
  useQueueKeys(search);
  const showKeys = useHelp();
  const counts = useTabCounts(filter, isNarrowed(view));

  const close = () => {
    const id = open?.id ?? null;
    setOpen(null);
    // After the list has its place back: beside a narrow window's pane it is hidden and takes no focus.
    requestAnimationFrame(() => list.current?.focus(id));
  };
  return (
    <Page
      fill
      title={t('title')}
      actions={
        mayRetry && (
          <RetryAllButtons
            retry={retry}
            filter={filter}
            counts={counts}
            scopeText={(status) => scopeTextOf({ ...view, status })}
          />
        )
      }
    >
      <Figures onShow={(part) => change({ ...everything, ...part })} />
      <Filters view={view} filter={filter} counts={counts} search={search} onChange={change} />
      {retry.progress && <RetryProgress progress={retry.progress} />}
      <div className={`${styles.split} ${open ? styles.withPane : ''}`}>
        <QueueList
          filter={filter}
          sort={view.sort}
          narrowed={isNarrowed(view)}
          openId={open?.id ?? null}
          mayRetry={mayRetry}
          retry={retry}
          scopeText={scopeText}
          handle={list}
          onOpen={(id, by) => setOpen({ id, takeFocus: by === 'key' })}
          onClose={close}
          onClearFilters={() => change({ ...everything, status: view.status, sort: view.sort })}
        >
          <span className={styles.footEnd}>
            {isAdmin && (
              <ExportButton
                filter={filter}
                sort={view.sort}
                counted={counts[view.status]}
                scopeText={scopeText}
              />
            )}
            <Button size="small" appearance="subtle" className={styles.keys ?? ''} onClick={showKeys}>
              {t('keys')}
            </Button>
          </span>
        </QueueList>
        {open && (
          <DetailPane
            id={open.id}
            takeFocus={open.takeFocus}
            detailTab={detailTab}
            onTab={setDetailTab}
            mayRetry={mayRetry}
            retrying={retry.retrying.has(open.id)}
            onRetry={(id) => void retry.retryOne(id)}
            onOpen={(id) => setOpen({ id, takeFocus: true })}
            onClose={close}
          />
        )}
      </div>
      <RetryDialog retry={retry} onGone={keepFocus} />
    </Page>
  );
}

/** Who may retry is a policy; main enforces it, the window only does not offer what would be refused. */
function useMayRetry(): boolean {
  const session = useSession();
  const settings = useChannel('settings.get', {}).data;
  return session?.state === 'signedIn' && (session.role === 'admin' || settings?.retryBy !== 'admin');
}

/** What filters show, in words. */
function useScopeText(): (view: QueueView) => string {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const schoolName = useSchoolName();
  const periodOf = ({ period, fromDay, toDay }: QueueView) => {
    if (period !== 'range') return t(`periods.${period}`);
    const day = (date: string | null) => (date === null ? '…' : format.calendarDate(date));
    return t('filters.between', { from: day(fromDay), to: day(toDay) });
  };
  return (view) =>
    [
      t(`tabs.${view.status}`),
      view.schoolId === null ? t('filters.allSchools') : schoolName(view.schoolId, String(view.schoolId)),
      periodOf(view),
      ...(view.problem === null ? [] : [problemWords(t, view.problem).title]),
      ...(view.text.trim() === '' ? [] : [t('filters.searched', { text: view.text.trim() })]),
    ].join(' · ');
}

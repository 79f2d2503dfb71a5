import { Button, Spinner, useRestoreFocusTarget } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter } from '../../core/contract/queue.ts';
import { type Format, useFormat } from '../shell/format.ts';
import styles from './QueueList.module.css';
import { countOf, type Selection } from './selection.ts';
import type { QueueRows } from './use-queue-rows.ts';

/** How many match; once something is selected, how many that are and what may be done with them. */
export function ListFoot({
  rows,
  filter,
  selection,
  busy,
  working,
  mayRetry,
  onRetry,
  onClear,
  children,
}: {
  readonly rows: QueueRows;
  readonly filter: QueueFilter;
  readonly selection: Selection;
  readonly busy: boolean;
  /** Whether to say that messages are being put back: a strip with the progress says it better. */
  readonly working: boolean;
  readonly mayRetry: boolean;
  readonly onRetry: () => void;
  readonly onClear: () => void;
  /** What stands at the end while nothing is selected. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const restoreFocus = useRestoreFocusTarget();
  const chosen = countOf(selection);
  const counted = { count: chosen, number: format.number(chosen) };
  const announcement = useAnnouncedTotal(t, format, rows, filter);
  return (
    <footer className={styles.foot}>
      <span role="status" className={chosen > 0 ? styles.chosen : styles.hidden}>
        {chosen > 0 ? selectionWords(t, format, selection) : announcement}
      </span>
      {chosen > 0 && (
        <>
          {mayRetry && (
            <Button
              size="small"
              appearance="primary"
              icon={<ArrowClockwiseRegular />}
              disabledFocusable={busy}
              onClick={onRetry}
              {...restoreFocus}
            >
              {t('retry.selected', counted)}
            </Button>
          )}
          <Button size="small" appearance="subtle" onClick={onClear}>
            {t('clearSelection')}
          </Button>
        </>
      )}
      {chosen === 0 && !rows.loading && <span>{matchingWords(t, format, rows)}</span>}
      {working && <Spinner size="extra-tiny" label={t('retry.working')} />}
      {chosen === 0 && children}
    </footer>
  );
}

function selectionWords(t: TFunction, format: Format, selection: Selection): string {
  const count = countOf(selection);
  const counted = { count, number: format.number(count) };
  if (selection.kind === 'rows') return t('selected', counted);
  if (selection.except.size === 0) return t('allSelected', counted);
  return t('someSelected', { ...counted, total: format.number(selection.total) });
}

function matchingWords(t: TFunction, format: Format, { total, more }: QueueRows): string {
  const number = format.number(total);
  return more ? t('matchingMore', { number }) : t('matching', { count: total, number });
}

/** The number of rows, said when the person has changed what is shown and not with each message that is sent. */
function useAnnouncedTotal(t: TFunction, format: Format, rows: QueueRows, filter: QueueFilter): string {
  const [said, setSaid] = useState({ filter, text: '' });
  const ready = !rows.loading && !rows.stale && !rows.error;
  const text = matchingWords(t, format, rows);
  useEffect(() => {
    if (ready)
      setSaid((before) => (before.filter === filter && before.text !== '' ? before : { filter, text }));
  }, [ready, filter, text]);
  return said.text;
}

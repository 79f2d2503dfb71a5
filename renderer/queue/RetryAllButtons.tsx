import { Button, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter } from '../../core/contract/queue.ts';
import { useFormat } from '../shell/format.ts';
import { countWords } from './count-words.ts';
import styles from './QueuePage.module.css';
import type { Retry } from './use-retry.ts';
import type { TabCounts } from './use-tab-counts.ts';

/** Retry for a whole state under the filters that are set, with its number; at 0 it says why it does nothing. */
export function RetryAllButtons({
  retry,
  filter,
  counts,
  scopeText,
}: {
  readonly retry: Retry;
  readonly filter: QueueFilter;
  readonly counts: TabCounts;
  readonly scopeText: (status: 'pending' | 'failed') => string;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const restoreFocus = useRestoreFocusTarget();
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  const button = (status: 'pending' | 'failed') => {
    // Under new filters it is counted a moment later.
    const known = counts[status];
    const count = known?.total ?? 0;
    return (
      // Always around the button: a button made anew at the first message would lose the click that is on its way.
      <Tooltip
        content={known?.total === 0 ? t(`retry.none.${status}`) : t('retry.hint')}
        relationship="description"
        mountNode={landmark}
      >
        <Button
          appearance={status === 'failed' && count > 0 ? 'primary' : 'secondary'}
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={retry.busy || count === 0}
          onClick={() =>
            void retry.ask(
              { filter: { ...filter, status }, asOf: Date.now(), except: [] },
              status,
              scopeText(status),
            )
          }
          {...restoreFocus}
        >
          {t(`retry.all.${status}`, { number: known === undefined ? '…' : countWords(t, format, known) })}
        </Button>
      </Tooltip>
    );
  };
  return (
    <>
      {button('pending')}
      {button('failed')}
      {/* Tooltips stand inside of the page, where a reader of landmarks finds them. */}
      <span ref={setLandmark} className={styles.landmark} />
    </>
  );
}

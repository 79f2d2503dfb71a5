import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import cards from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import styles from './Audit.module.css';
import { AuditActions } from './AuditActions.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { type AuditView, auditFilterOf, everything } from './audit-view.ts';

const pageSize = 50;

/** Who did what, newest first: for administrators. Main refuses it to everybody else. */
export function AuditTab() {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const [view, setView] = useState<AuditView>(everything);
  const [offset, setOffset] = useState(0);
  // A filter by time ends with the hour: it must not change with every second.
  const hour = Math.floor(useNow(60_000) / 3_600_000) * 3_600_000;
  const filter = useMemo(() => auditFilterOf(view, hour), [view, hour]);
  const { data, error, refetch } = useChannel(
    'audit.query',
    { filter, offset, limit: pageSize },
    { keepPrevious: true, staleTime: 0 },
  );
  const change = (part: Partial<AuditView>) => {
    setView((before) => ({ ...before, ...part }));
    setOffset(0);
  };
  const total = data?.total ?? 0;
  const last = Math.min(offset + pageSize, total);
  return (
    <section className={`${cards.card} ${styles.audit}`}>
      <div className={styles.head}>
        <AuditFilters view={view} onChange={change} />
        <AuditActions filter={filter} total={total} />
      </div>
      {error && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{errorWords(t, error)}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void refetch()}>{t('common:tryAgain')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {!data && !error && <Spinner label={t('common:loading')} />}
      {data && total === 0 && (
        <p className={styles.empty}>
          {t('empty')} <Button onClick={() => change(everything)}>{t('clear')}</Button>
        </p>
      )}
      {data && total > 0 && (
        <>
          <AuditTable rows={data.rows} />
          <nav className={styles.pages} aria-label={t('pages.label')}>
            <span role="status">
              {t('pages.shown', {
                first: format.number(offset + 1),
                last: format.number(last),
                total: format.number(total),
              })}
            </span>
            <Button
              disabledFocusable={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - pageSize))}
            >
              {t('pages.newer')}
            </Button>
            <Button disabledFocusable={last >= total} onClick={() => setOffset(offset + pageSize)}>
              {t('pages.older')}
            </Button>
          </nav>
        </>
      )}
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import type { QueueCounts, StatusFilter } from '../../core/contract/queue.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import styles from './Queue.module.css';

/** The figures of the header; each is a way into the rows behind it. */
export function Figures({
  counts,
  onFilter,
}: {
  readonly counts: QueueCounts;
  readonly onFilter: (status: StatusFilter) => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const now = useNow(1000);
  const figure = (label: string, value: string, note: string, status: StatusFilter, tone?: string) => (
    <li>
      <button type="button" className={styles.figure} onClick={() => onFilter(status)}>
        <span className={styles.figureLabel}>{label}</span>
        <span>
          <strong className={tone}>{value}</strong> <span className={styles.muted}>{note}</span>
        </span>
      </button>
    </li>
  );
  const { oldestPendingAt, successRate7d, finished7d, lastManualRetryAt, nextAutoAt } = counts;
  const next =
    nextAutoAt === null
      ? t('common:none')
      : nextAutoAt <= now
        ? t('common:now')
        : t('figures.in', { duration: format.duration(nextAutoAt - now) });
  return (
    <ul className={styles.figures} aria-label={t('figures.label')}>
      {figure(
        t('figures.pending'),
        format.number(counts.pending),
        oldestPendingAt === null ? '' : t('figures.oldest', { age: format.age(now - oldestPendingAt) }),
        'pending',
      )}
      {figure(
        t('figures.failed'),
        format.number(counts.failed),
        counts.failed > 0 ? t('figures.needPerson') : '',
        'failed',
        counts.failed > 0 ? styles.bad : undefined,
      )}
      {figure(
        t('figures.success'),
        successRate7d === null ? '–' : format.percent(successRate7d),
        successRate7d === null ? t('figures.noneFinished') : t('figures.finished', { count: finished7d }),
        'sent',
      )}
      {figure(
        t('figures.lastRetry'),
        lastManualRetryAt === null ? t('common:none') : format.relative(lastManualRetryAt, now),
        '',
        'all',
      )}
      {figure(t('figures.nextAuto'), next, '', 'pending')}
    </ul>
  );
}

import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../core/contract/health.ts';
import { useCounts, useHealth } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { type Format, useFormat } from '../shell/format.ts';
import { worstLink } from '../shell/sending-state.ts';
import styles from './Figures.module.css';
import type { QueueView } from './queue-view.ts';
import { Sparkline } from './Sparkline.tsx';

/** The figures of the header; each is a way into the rows behind it. */
export function Figures({ onShow }: { readonly onShow: (part: Partial<QueueView>) => void }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const now = useNow(1000);
  const counts = useCounts();
  const health = useHealth();
  const number = (value: number | undefined) => (value === undefined ? '' : format.number(value));
  const failed = counts?.failed ?? 0;
  const { oldestPendingAt = null, successRate7d = null, lastManualRetryAt = null } = counts ?? {};
  return (
    <ul className={styles.figures} aria-label={t('figures.label')}>
      <Figure
        label={t('figures.pending')}
        value={number(counts?.pending)}
        note={
          oldestPendingAt === null ? '' : t('figures.oldest', { age: format.relative(oldestPendingAt, now) })
        }
        onClick={() => onShow({ status: 'pending' })}
      />
      <Figure
        label={t('figures.failed')}
        value={number(counts?.failed)}
        note={failed > 0 ? t('figures.needPerson', { count: failed }) : ''}
        bad={failed > 0}
        onClick={() => onShow({ status: 'failed' })}
      />
      <Figure
        label={t('figures.success')}
        value={successRate7d === null ? '' : format.percent(successRate7d)}
        note={
          counts === undefined
            ? ''
            : successRate7d === null
              ? t('figures.noneFinished')
              : t('figures.finished', { count: counts.finished7d, number: number(counts.finished7d) })
        }
        line={<Sparkline days={counts?.successDays ?? []} />}
        onClick={() => onShow({ status: 'sent', period: 'week' })}
      />
      <Figure
        label={t('figures.lastRetry')}
        words={
          counts === undefined
            ? ''
            : lastManualRetryAt === null
              ? t('figures.neverRetried')
              : format.relative(lastManualRetryAt, now)
        }
        onClick={() => onShow({ status: 'all' })}
      />
      <Figure
        label={t('figures.nextAuto')}
        words={counts === undefined ? '' : nextWords(t, format, counts.nextAutoAt, health, now)}
        onClick={() => onShow({ status: 'pending' })}
      />
    </ul>
  );
}

function Figure({
  label,
  value = '',
  words = '',
  note = '',
  bad = false,
  line,
  onClick,
}: {
  readonly label: string;
  /** A number, shown large; or words, shown as words. */
  readonly value?: string;
  readonly words?: string;
  readonly note?: string;
  readonly bad?: boolean;
  /** A small picture at the end of the label. */
  readonly line?: ReactNode;
  readonly onClick: () => void;
}) {
  return (
    <li>
      <button type="button" className={styles.figure} onClick={onClick}>
        <span className={styles.label}>
          {label}
          {line}
        </span>{' '}
        <span className={styles.line}>
          {value !== '' && <strong className={`${styles.value} ${bad ? styles.bad : ''}`}>{value}</strong>}{' '}
          {words !== '' && <strong className={styles.words}>{words}</strong>}{' '}
          <span className={styles.note}>{note}</span>
        </span>
      </button>
    </li>
  );
}

/** When the next message leaves by itself: what holds the line comes before any time. */
function nextWords(
  t: TFunction,
  format: Format,
  nextAutoAt: number | null,
  health: Health | undefined,
  now: number,
): string {
  const link = health && worstLink(health.links);
  if (link?.state === 'paused') return t('figures.paused');
  if (link?.state === 'offline') return t('next.waitsForInternet');
  const at = link?.state === 'unreachable' ? link.nextProbeAt : nextAutoAt;
  if (nextAutoAt === null || at === null) return t('figures.nothingWaits');
  return at <= now ? t('common:now') : t('figures.in', { duration: format.duration(at - now) });
}

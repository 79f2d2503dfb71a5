import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, Health } from '../../core/contract/health.ts';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import styles from './Activity.module.css';

const beatMs = 5000;

/** Success with its denominator, the age of the backlog and the heartbeat of the sender. */
export function ActivityFacts({ success }: { readonly success: Activity['success'] }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const now = useNow(1000);
  const { data: health, refetch } = useChannel('health.get', {});
  const beat = useNow(beatMs);
  // Main pushes a change of the sender's state, not each cycle: without asking, a quiet sender would look like a dead one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat is what asks again
  useEffect(() => void refetch(), [beat, refetch]);
  const { sent, finished } = success;
  const oldest = health?.oldestPendingAt ?? null;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('facts.success')}</dt>
        <dd>
          {finished === 0
            ? t('facts.noneFinished')
            : t('facts.rate', {
                rate: format.percent(sent / finished),
                sent: format.number(sent),
                finished: format.number(finished),
              })}
        </dd>
      </div>
      <div>
        <dt>{t('facts.oldest')}</dt>
        <dd>{health && (oldest === null ? t('facts.nothingWaits') : format.relative(oldest, now))}</dd>
      </div>
      <div>
        <dt>{t('facts.sender')}</dt>
        <dd>
          {health && t(`facts.${health.drainer.state}`)}{' '}
          {health && <Heartbeat {...health.drainer} now={now} />}
        </dd>
      </div>
    </dl>
  );
}

function Heartbeat({ lastCycleAt, now }: Health['drainer'] & { readonly now: number }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  if (lastCycleAt === null) return null;
  return (
    <span className={styles.note}>{t('facts.lastCycle', { time: format.relative(lastCycleAt, now) })}</span>
  );
}

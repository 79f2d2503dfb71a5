import { useTranslation } from 'react-i18next';
import type { Activity } from '../../core/contract/health.ts';
import { useHealth } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { worstLink } from '../shell/sending-state.ts';
import styles from './Activity.module.css';

/** The four figures: success of seven days with its denominator, what waits longest, the typical answer, the line. */
export function ActivityFigures({ ackMedianMs }: Pick<Activity, 'ackMedianMs'>) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const now = useNow(1000);
  const { go } = useNavigation();
  const health = useHealth();
  if (!health) return null;
  const { success, oldestPendingAt, links } = health;
  const link = worstLink(links);
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('figures.success')}</dt>
        <dd>
          {success.finished === 0
            ? t('figures.noneFinished')
            : format.percent(success.sent / success.finished)}
          {success.finished > 0 && (
            <span className={styles.note}>
              {t('figures.of', {
                sent: format.number(success.sent),
                finished: format.number(success.finished),
              })}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('figures.oldest')}</dt>
        <dd>
          {oldestPendingAt === null ? (
            t('figures.nothingWaits')
          ) : (
            <button
              type="button"
              className={styles.link}
              onClick={() => go({ page: 'queue', status: 'pending' })}
            >
              {format.relative(oldestPendingAt, now)}
            </button>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('figures.typical')}</dt>
        <dd>{ackMedianMs === null ? t('figures.noneFinished') : <Time ms={ackMedianMs} />}</dd>
      </div>
      <div>
        <dt>{t('figures.connection')}</dt>
        <dd>
          {link
            ? t(`common:connection.${link.state}`, { name: link.name })
            : t('common:connection.noDestination')}
        </dd>
      </div>
    </dl>
  );
}

function Time({ ms }: { readonly ms: number }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  if (ms < 1000) return <>{t('milliseconds', { number: format.number(Math.round(ms)) })}</>;
  return <>{t('seconds', { number: format.number(Math.round(ms / 100) / 10) })}</>;
}

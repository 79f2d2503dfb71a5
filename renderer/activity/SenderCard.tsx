import { CheckmarkCircleFilled, ErrorCircleFilled, PauseCircleFilled } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../core/contract/health.ts';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import cards from '../shell/Page.module.css';
import { RestartSender } from '../shell/RestartSender.tsx';
import { useSilentSender } from '../shell/use-silent-sender.ts';
import styles from './Activity.module.css';

const beatMs = 5000;

/** The heartbeat of the sender, and the way to start it anew when there is none. */
export function SenderCard() {
  const { t } = useTranslation('activity');
  const now = useNow(1000);
  const { data: health, refetch } = useChannel('health.get', {});
  const beat = useNow(beatMs);
  // Main pushes a change of the sender's state, not each cycle: without asking, a quiet sender would look like a dead one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat is what asks again
  useEffect(() => void refetch(), [beat, refetch]);
  const silent = useSilentSender(health?.drainer);
  if (!health) return null;
  const { drainer } = health;
  const icon = silent ? (
    <ErrorCircleFilled primaryFill="var(--colorStatusDangerForeground3)" />
  ) : drainer.state === 'standby' ? (
    <PauseCircleFilled primaryFill="var(--colorNeutralForeground2)" />
  ) : (
    <CheckmarkCircleFilled primaryFill="var(--colorStatusSuccessForeground3)" />
  );
  return (
    <section className={`${cards.card} ${styles.sender}`} aria-label={t('sender.title')}>
      <span className={styles.senderIcon} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.senderWords}>
        <strong className={silent ? styles.danger : undefined} role={silent ? 'alert' : undefined}>
          {silent ? t('sender.silent') : stateWords(t, drainer)}
        </strong>{' '}
        <Beat drainer={drainer} now={now} silent={silent} />
      </p>
      {silent && <RestartSender />}
    </section>
  );
}

function stateWords(t: TFunction<'activity'>, { state, by }: Health['drainer']): string {
  return state === 'standby' && by ? t('sender.standbyBy', { user: by }) : t(`sender.${state}`);
}

function Beat({
  drainer: { state, lastCycleAt, nextCycleAt },
  now,
  silent,
}: {
  readonly drainer: Health['drainer'];
  readonly now: number;
  readonly silent: boolean;
}) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  if (lastCycleAt === null || state === 'standby') return null;
  const last = t('sender.last', { time: format.relative(lastCycleAt, now) });
  // What was due a moment ago is not worth a negative number.
  const nextMs = nextCycleAt === null || nextCycleAt === undefined ? null : nextCycleAt - now;
  if (silent || nextMs === null) return <>{last}</>;
  return (
    <>
      {last} {nextMs > 0 ? t('sender.next', { duration: format.duration(nextMs) }) : t('sender.nextNow')}
    </>
  );
}

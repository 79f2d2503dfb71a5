import { mergeClasses, Tooltip } from '@fluentui/react-components';
import {
  PauseCircleRegular,
  PlugConnectedRegular,
  PlugDisconnectedRegular,
  QuestionCircleRegular,
} from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Health, Link } from '../../core/contract/health.ts';
import { useHealth } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import styles from './ConnectionCard.module.css';
import { type Format, useFormat } from './format.ts';
import { worstLink } from './sending-state.ts';

const icons: Readonly<Record<Link['state'], React.ReactElement>> = {
  connected: <PlugConnectedRegular />,
  offline: <PlugDisconnectedRegular />,
  unreachable: <PlugDisconnectedRegular />,
  paused: <PauseCircleRegular />,
  unknown: <QuestionCircleRegular />,
};

/** The line to the receiver as the drainer last found it, by icon and words. */
export function ConnectionCard({ narrow }: { readonly narrow: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(1000);
  const health = useHealth();
  if (!health) return null;
  const link = worstLink(health.links);
  const state = health.drainer.state === 'stopped' ? 'unreachable' : (link?.state ?? 'unknown');
  const title = titleOf(t, format, health, link);
  const detail = detailOf(t, format, health, link, now);
  const plain = health.links.some((each) => each.plain) ? t('network:plain.badge') : null;
  const card = (
    <section
      aria-label={t('connection.label')}
      className={mergeClasses(styles.card, narrow && styles.narrow)}
      // The rail hides the words when it is narrow; the tooltip then needs a place to take the focus.
      tabIndex={narrow ? 0 : undefined}
    >
      <span className={mergeClasses(styles.icon, styles[state])} aria-hidden="true">
        {icons[state]}
      </span>
      <span className={narrow ? styles.hidden : styles.words}>
        <strong>{title}</strong>
        <span>{detail}</span>
        {plain && <strong className={styles.plain}>{plain}</strong>}
      </span>
    </section>
  );
  if (!narrow) return card;
  return (
    <Tooltip
      content={[title, detail, plain].filter(Boolean).join('. ')}
      relationship="inaccessible"
      positioning="after"
    >
      {card}
    </Tooltip>
  );
}

function titleOf(t: TFunction, format: Format, health: Health, link: Link | undefined): string {
  if (health.drainer.state === 'stopped') return t('connection.stopped');
  if (health.drainer.state === 'standby') return t('connection.standby');
  if (!link) return t('connection.noDestination');
  if (link.state !== 'paused' || link.pausedUntil === null)
    return t(`connection.${link.state}`, { name: link.name });
  return t('connection.pausedUntil', { time: format.time(link.pausedUntil) });
}

function detailOf(
  t: TFunction,
  format: Format,
  { drainer }: Health,
  link: Link | undefined,
  now: number,
): string {
  // What the lines are like, the process that sends knows alone.
  if (drainer.state === 'standby')
    return drainer.by ? t('connection.standbyBy', { user: drainer.by }) : t('connection.standbyDetail');
  const waits = link?.state === 'offline' || link?.state === 'unreachable';
  if (waits && link.nextProbeAt !== null) {
    const left = link.nextProbeAt - now;
    return left > 0
      ? t('connection.nextCheck', { duration: format.duration(left) })
      : t('connection.checking');
  }
  if (link?.lastAcceptedAt) {
    return t(link.folder ? 'connection.lastWritten' : 'connection.lastAccepted', {
      time: format.relative(link.lastAcceptedAt, now),
    });
  }
  return t(link?.state === 'unknown' ? 'connection.unknownDetail' : 'connection.neverAccepted');
}

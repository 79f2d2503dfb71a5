import {
  ArrowUpRegular,
  CheckmarkCircleFilled,
  ClockRegular,
  DismissCircleRegular,
  ErrorCircleFilled,
  PauseCircleRegular,
} from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import type { QueueRow } from '../../core/contract/message.ts';
import styles from './StatusChip.module.css';

const chips = {
  pending: [ClockRegular, 'waiting'],
  sending: [ArrowUpRegular, 'waiting'],
  failed: [ErrorCircleFilled, 'failed'],
  sent: [CheckmarkCircleFilled, 'sent'],
  superseded: [DismissCircleRegular, 'closed'],
  cancelled: [DismissCircleRegular, 'closed'],
} as const;

const paused = [PauseCircleRegular, 'closed'] as const;

/** State as an icon and a word, never as a colour alone. */
export function StatusChip({
  row: { state, next },
  t,
}: {
  readonly row: Pick<QueueRow, 'state' | 'next'>;
  readonly t: TFunction;
}) {
  const [Icon, look] = state === 'pending' && next.kind === 'paused' ? paused : chips[state];
  return (
    <span className={`${styles.chip} ${styles[look]}`}>
      <Icon aria-hidden className={styles.icon ?? ''} />
      {t(`queue:states.${state}`)}
    </span>
  );
}

import {
  ArrowClockwiseRegular,
  ArrowUpRegular,
  CheckmarkCircleFilled,
  ClockRegular,
  DismissCircleRegular,
  ErrorCircleFilled,
} from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { QueueRow } from '../../core/contract/message.ts';
import type { Format } from '../shell/format.ts';
import { type Column, columns } from './columns.ts';
import { nextStepWords } from './next-step-words.ts';
import styles from './Queue.module.css';

export interface RowProps {
  readonly row: QueueRow;
  readonly index: number;
  readonly narrow: boolean;
  readonly selected: boolean;
  readonly open: boolean;
  /** The column that holds the keyboard, when it is in this row. */
  readonly focused: number | null;
  readonly retrying: boolean;
  readonly mayRetry: boolean;
  readonly now: number;
  readonly t: TFunction;
  readonly format: Format;
  readonly arabic: boolean;
}

/** One row of plain elements: thousands are drawn while scrolling, and components would cost a frame. */
export const QueueRowLine = memo(function QueueRowLine(props: RowProps) {
  const { narrow, focused } = props;
  const shown = columns.filter(({ inNarrow }) => inNarrow || !narrow);
  return shown.map((column, at) => (
    // biome-ignore lint/a11y/useSemanticElements: an ARIA grid of divs, because a virtual list cannot be a table
    <div
      key={column.key}
      role="gridcell"
      aria-colindex={at + 1}
      tabIndex={focused === at ? 0 : -1}
      className={`${styles.cell} ${styles[column.key] ?? ''}`}
    >
      <Cell column={column} {...props} />
    </div>
  ));
});

function Cell({
  column,
  row,
  selected,
  retrying,
  mayRetry,
  now,
  t,
  format,
  arabic,
}: RowProps & { readonly column: Column }) {
  switch (column.key) {
    case 'select':
      return (
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          readOnly
          data-action="select"
          aria-label={t('queue:selectRow', { number: row.studentNumber, kind: row.kind })}
        />
      );
    case 'status':
      return <StatusChip row={row} t={t} />;
    case 'student':
      return (
        <>
          <span className={styles.name}>{(arabic && row.studentNameArabic) || row.studentName}</span>
          <bdi className={styles.second}>{row.studentNumber}</bdi>
        </>
      );
    case 'message':
      return (
        <>
          <bdi>{row.kind}</bdi>
          <bdi className={styles.mono}>{row.controlId ?? `#${row.id}`}</bdi>
        </>
      );
    case 'school':
      return <span title={row.schoolName}>{row.schoolName}</span>;
    case 'tries':
      return format.number(row.retryCount);
    case 'next': {
      const { text, tone } = nextStepWords(row, t, format, now);
      return (
        <span className={tone === 'problem' ? styles.bad : tone === 'quiet' ? styles.muted : ''} title={text}>
          {text}
        </span>
      );
    }
    case 'created':
      return format.shortDateTime(row.createdAt);
    case 'last':
      return row.lastAttemptAt === null ? (
        '–'
      ) : (
        <span title={format.exactTime(row.lastAttemptAt)}>{format.relative(row.lastAttemptAt, now)}</span>
      );
    case 'actions':
      return mayRetry && (row.state === 'pending' || row.state === 'failed') ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.rowButton}
          data-action="retry"
          disabled={retrying}
        >
          <ArrowClockwiseRegular aria-hidden />
          {retrying ? t('queue:retrying') : t('queue:retry.button')}
        </button>
      ) : (
        '–'
      );
  }
}

const chips = {
  pending: [ClockRegular, 'waiting'],
  sending: [ArrowUpRegular, 'waiting'],
  failed: [ErrorCircleFilled, 'failed'],
  sent: [CheckmarkCircleFilled, 'sent'],
  superseded: [DismissCircleRegular, 'closed'],
  cancelled: [DismissCircleRegular, 'closed'],
} as const;

/** State as an icon and a word, never as a colour alone. */
export function StatusChip({ row, t }: { readonly row: QueueRow; readonly t: TFunction }) {
  const [Icon, look] = chips[row.state];
  return (
    <span className={`${styles.chip} ${styles[look]}`}>
      <Icon aria-hidden />
      {t(`queue:states.${row.state}`)}
    </span>
  );
}

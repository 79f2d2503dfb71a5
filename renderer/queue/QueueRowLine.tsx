import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { QueueRow } from '../../core/contract/message.ts';
import type { Format } from '../shell/format.ts';
import { type Column, columnsFor } from './columns.ts';
import { nextStepWords } from './next-step-words.ts';
import styles from './QueueGrid.module.css';
import { isRetryable } from './retryable.ts';
import { StatusChip } from './StatusChip.tsx';

export interface RowProps {
  /** Undefined while its page is on the way: the cells are there already, so that the keyboard can be in them. */
  readonly row: QueueRow | undefined;
  readonly narrow: boolean;
  readonly selected: boolean;
  /** The column that holds the keyboard, when it is in this row. */
  readonly focused: number | null;
  readonly retrying: boolean;
  readonly mayRetry: boolean;
  readonly now: number;
  readonly t: TFunction;
  readonly format: Format;
  readonly arabic: boolean;
  readonly schoolName: (schoolId: number, fallback: string) => string;
}

/** One row of plain elements: thousands are drawn while scrolling, and components would cost a frame. */
export const QueueRowLine = memo(function QueueRowLine(props: RowProps) {
  const { row, narrow, focused } = props;
  return columnsFor(narrow).map((column, at) => (
    // biome-ignore lint/a11y/useSemanticElements: an ARIA grid of divs, because a virtual list cannot be a table
    <div
      key={column.key}
      role="gridcell"
      aria-colindex={at + 1}
      data-column={column.key}
      tabIndex={focused === at ? 0 : -1}
      className={`${styles.cell} ${styles[column.key] ?? ''}`}
    >
      {row ? <Cell column={column} {...props} row={row} /> : <span className={styles.bone} aria-hidden />}
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
  schoolName,
}: RowProps & { readonly column: Column; readonly row: QueueRow }) {
  switch (column.key) {
    case 'select':
      return (
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          readOnly
          aria-label={t('queue:selectRow', { number: row.studentNumber, kind: row.kind })}
        />
      );
    case 'status':
      return <StatusChip row={row} t={t} />;
    case 'student':
      return (
        <>
          <bdi className={styles.name} id={`student-of-${row.id}`} data-action="open">
            {(arabic && row.studentNameArabic) || row.studentName}
          </bdi>
          <bdi className={styles.second}>{row.studentNumber}</bdi>
        </>
      );
    case 'message':
      return (
        <>
          <bdi className={styles.first}>{row.kind}</bdi>
          <bdi className={styles.mono}>{row.controlId ?? `#${row.id}`}</bdi>
        </>
      );
    case 'school': {
      const name = schoolName(row.schoolId, row.schoolName);
      return (
        <bdi className={`${styles.twoLines} ${styles.small}`} title={name}>
          {name}
        </bdi>
      );
    }
    case 'tries':
      return <span>{format.number(row.retryCount)}</span>;
    case 'next': {
      const { text, tone } = nextStepWords(row, t, format, now);
      return (
        <span className={`${styles.twoLines} ${styles[tone]}`} title={text}>
          {text}
        </span>
      );
    }
    case 'created':
      return (
        <>
          <span className={styles.first}>{format.date(row.createdAt)}</span>
          <span className={styles.second}>{format.time(row.createdAt)}</span>
        </>
      );
    case 'last':
      return row.lastAttemptAt === null ? (
        <span className={styles.quiet}>{t('queue:neverTried')}</span>
      ) : (
        <span className={styles.twoLines} title={format.exactTime(row.lastAttemptAt)}>
          {format.relative(row.lastAttemptAt, now)}
        </span>
      );
    case 'actions':
      return mayRetry && isRetryable(row) ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.rowButton}
          data-action="retry"
          aria-disabled={retrying}
          aria-describedby={`student-of-${row.id}`}
        >
          <ArrowClockwiseRegular aria-hidden />
          {retrying ? t('queue:retrying') : t('queue:retry.button')}
        </button>
      ) : (
        <span className={styles.quiet} aria-hidden>
          –
        </span>
      );
  }
}

import { useId } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Assessment.module.css';

/** A part of the paper form under its heading; the number is its key with Alt. With `onToggle` it can be closed. */
export function Section({
  title,
  number,
  open = true,
  onToggle,
  children,
}: {
  readonly title: string;
  readonly number: number;
  readonly open?: boolean;
  readonly onToggle?: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('assessment');
  const id = useId('section');
  const shortcut = (
    <span className={styles.sectionKey} title={t('sectionKey', { number })} aria-hidden>
      <bdi dir="ltr">Alt+{number}</bdi>
    </span>
  );
  return (
    <section
      className={styles.card}
      aria-labelledby={id}
      data-section={number}
      data-closed={!open || undefined}
    >
      <h2 id={id} className={styles.sectionTitle}>
        {onToggle ? (
          <button type="button" className={styles.partButton} aria-expanded={open} onClick={onToggle}>
            <span>
              {title}
              {shortcut}
            </span>
            {open ? <ChevronUpRegular aria-hidden /> : <ChevronDownRegular aria-hidden />}
          </button>
        ) : (
          <>
            {title}
            {shortcut}
          </>
        )}
      </h2>
      {open && children}
    </section>
  );
}

/** A part that stays closed until it is needed; closed it still says what was entered. */
export function Part({
  title,
  summary,
  open,
  onToggle,
  children,
}: {
  readonly title: string;
  readonly summary: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}) {
  const id = useId('part');
  return (
    <div className={styles.part}>
      <h3 className={styles.partTitle}>
        <button
          type="button"
          className={styles.partButton}
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
        >
          <span>{title}</span>
          <span className={styles.partSummary}>{summary}</span>
          {open ? <ChevronUpRegular aria-hidden /> : <ChevronDownRegular aria-hidden />}
        </button>
      </h3>
      <div id={id} hidden={!open} className={styles.partBody}>
        {open && children}
      </div>
    </div>
  );
}

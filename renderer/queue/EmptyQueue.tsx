import { Button } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  DocumentAddRegular,
  MailInboxCheckmarkRegular,
  SearchRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatusFilter } from '../../core/contract/queue.ts';
import { useCounts } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';
import styles from './QueueList.module.css';

const bones = Array.from({ length: 12 }, (_, at) => at);

/** What stands in place of rows: still loading, nothing matches, nothing yet, nothing failed (which is a success). */
export function EmptyQueue({
  loading,
  status,
  narrowed,
  onClearFilters,
}: {
  readonly loading: boolean;
  readonly status: StatusFilter;
  readonly narrowed: boolean;
  readonly onClearFilters: () => void;
}) {
  const { t } = useTranslation('queue');
  const { go } = useNavigation();
  const counts = useCounts();
  if (loading) {
    return (
      <div className={styles.skeleton} aria-hidden>
        {bones.map((at) => (
          <span key={at} />
        ))}
      </div>
    );
  }
  if (counts?.all === 0) {
    return (
      <Empty icon={<DocumentAddRegular />} text={t('empty.new')}>
        <Button appearance="primary" onClick={() => go({ page: 'assessment' })}>
          {t('empty.newAssessment')}
        </Button>
      </Empty>
    );
  }
  if (narrowed) {
    return (
      <Empty icon={<SearchRegular />} text={t('empty.noMatch')}>
        <Button onClick={onClearFilters}>{t('filters.clear')}</Button>
      </Empty>
    );
  }
  if (status === 'failed') {
    return (
      <Empty
        good
        icon={<CheckmarkCircleFilled />}
        text={t(counts?.pending === 0 ? 'empty.allAccepted' : 'empty.nothingFailed')}
      />
    );
  }
  if (status === 'pending') {
    return <Empty good icon={<MailInboxCheckmarkRegular />} text={t('empty.nothingPending')} />;
  }
  return <Empty icon={<SearchRegular />} text={t('empty.nothingSent')} />;
}

function Empty({
  icon,
  text,
  good = false,
  children,
}: {
  readonly icon: ReactNode;
  readonly text: string;
  readonly good?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <span className={`${styles.emptyIcon} ${good ? styles.good : ''}`} aria-hidden>
        {icon}
      </span>
      <p>{text}</p>
      {children}
    </div>
  );
}

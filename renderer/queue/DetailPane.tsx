import { Button, Tab, TabList } from '@fluentui/react-components';
import { DismissRegular, PersonRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageDetail } from '../../core/contract/message.ts';
import { useChannel } from '../api-hooks.ts';
import { useLanguage } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { errorWords } from '../shell/words.ts';
import styles from './DetailPane.module.css';
import { MessageCause } from './MessageCause.tsx';
import { MessageFields } from './MessageFields.tsx';
import { ReceiverReply } from './ReceiverReply.tsx';
import { StatusChip } from './StatusChip.tsx';
import { Timeline } from './Timeline.tsx';
import { useSchoolName } from './use-school-name.ts';

export const detailTabs = ['attempts', 'message', 'reply'] as const;

export type DetailTab = (typeof detailTabs)[number];

export interface DetailPaneProps {
  readonly id: number;
  /** Whether the keyboard goes to the pane: not when the arrows of the list or a click changed what it shows. */
  readonly takeFocus: boolean;
  readonly mayRetry: boolean;
  readonly retrying: boolean;
  /** Kept while the arrows of the list go from message to message. */
  readonly detailTab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  readonly onRetry: (id: number) => void;
  readonly onOpen: (id: number) => void;
  readonly onClose: () => void;
}

/** One message: what is the matter and what to do, every attempt, and what the receiver answered. */
export function DetailPane(props: DetailPaneProps) {
  const { id, takeFocus, onClose } = props;
  const { t } = useTranslation('queue');
  const arabic = useLanguage() === 'ar';
  const detail = useChannel('message.detail', { id }, { keepPrevious: true });
  const heading = useRef<HTMLHeadingElement>(null);
  const row = detail.data?.row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another message moves the keyboard to its heading
  useEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [id, takeFocus]);
  return (
    <aside
      className={styles.pane}
      aria-labelledby="message-detail"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id="message-detail" ref={heading} tabIndex={-1}>
          <bdi>{row ? (arabic && row.studentNameArabic) || row.studentName : t('detail.title')}</bdi>
        </h2>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('detail.close')}
          title={t('detail.closeHint')}
          onClick={onClose}
        />
      </header>
      {detail.error && (
        <p role="alert" className={styles.error}>
          {errorWords(t, detail.error)}
        </p>
      )}
      {detail.data && <Detail {...props} detail={detail.data} />}
    </aside>
  );
}

function Detail({
  detail,
  mayRetry,
  retrying,
  onRetry,
  onOpen,
  detailTab: tab,
  onTab,
}: DetailPaneProps & { readonly detail: MessageDetail }) {
  const { t } = useTranslation('queue');
  const schoolName = useSchoolName();
  const { go } = useNavigation();
  const { row, reply, supersedes, supersedesSent, supersededBy } = detail;
  const link = (label: string, target: number | null) =>
    target !== null && (
      <Button size="small" appearance="outline" onClick={() => onOpen(target)}>
        {t(label, { id: target })}
      </Button>
    );
  return (
    <div className={styles.body}>
      <div className={styles.facts}>
        <StatusChip row={row} t={t} />
        <bdi>{row.kind}</bdi>
        <bdi className={styles.mono}>{row.controlId ?? `#${row.id}`}</bdi>
      </div>
      <p className={styles.quiet}>
        <bdi>{schoolName(row.schoolId, row.schoolName)}</bdi> · <bdi>{row.studentNumber}</bdi>{' '}
        <Button
          size="small"
          appearance="transparent"
          icon={<PersonRegular />}
          onClick={() => go({ page: 'student', studentId: row.studentId })}
        >
          {t('student:open')}
        </Button>
      </p>
      <MessageCause
        detail={detail}
        mayRetry={mayRetry}
        retrying={retrying}
        onRetry={onRetry}
        onOpen={onOpen}
      />
      {(supersedes !== null || supersededBy !== null) && (
        <div className={styles.links}>
          {link(supersedesSent ? 'detail.followsSent' : 'detail.supersedes', supersedes)}
          {link(row.state === 'sent' ? 'detail.followedBy' : 'detail.supersededBy', supersededBy)}
        </div>
      )}
      <TabList
        size="small"
        className={styles.tabs ?? ''}
        selectedValue={tab}
        onTabSelect={(_, { value }) => onTab(value as DetailTab)}
        aria-label={t('detail.tabs.label')}
      >
        {detailTabs.map((each) => (
          <Tab key={each} value={each} id={`detail-tab-${each}`} aria-controls="detail-panel">
            {t(`detail.tabs.${each}`)}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id="detail-panel" aria-labelledby={`detail-tab-${tab}`}>
        {tab === 'attempts' && <Timeline detail={detail} />}
        {tab === 'message' && <MessageFields key={row.id} detail={detail} />}
        {tab === 'reply' &&
          (reply ? (
            <ReceiverReply reply={reply} problemField={row.problemField} />
          ) : (
            <p className={styles.quiet}>{t('detail.noReply')}</p>
          ))}
      </div>
    </div>
  );
}

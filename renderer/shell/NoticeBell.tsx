import {
  Button,
  CounterBadge,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { AlertRegular, CheckmarkCircleRegular, ErrorCircleRegular, InfoRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';
import styles from './NoticeBell.module.css';
import { type Notice, usePastNotices } from './notices.tsx';

const icons: Readonly<Record<Notice['kind'], React.ReactElement>> = {
  success: <CheckmarkCircleRegular />,
  error: <ErrorCircleRegular />,
  info: <InfoRegular />,
};

/** The last notices again, for whoever was not quick enough to read them in the corner. */
export function NoticeBell() {
  const { t } = useTranslation();
  const format = useFormat();
  const past = usePastNotices();
  const titleId = useId();
  const [seen, setSeen] = useState(0);
  const newest = past[0]?.id ?? 0;
  const unseen = past.filter(({ id }) => id > seen).length;
  // The digit that is seen stands in every form of the words, also where Arabic has a word for one and two (WCAG 2.5.3).
  const label =
    unseen > 0 ? `${t('notices.open')}: ${t('notices.newest', { count: unseen })}` : t('notices.open');
  return (
    <Popover positioning="after-bottom" trapFocus onOpenChange={() => setSeen(newest)}>
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip content={label} relationship="label">
          <Button
            appearance="subtle"
            className={styles.bell}
            icon={
              <>
                <AlertRegular />
                {unseen > 0 && <CounterBadge className={styles.count} size="small" count={unseen} />}
              </>
            }
          />
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={titleId}>
        <h2 id={titleId} className={styles.title}>
          {t('notices.title')}
        </h2>
        {past.length === 0 && <p>{t('notices.empty')}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, and the keyboard must reach it */}
        <ul className={styles.list} tabIndex={0}>
          {past.map(({ id, kind, text, detail, at }) => (
            <li key={id} className={styles.notice}>
              <span className={styles[kind]}>{icons[kind]}</span>
              <span>
                {text}
                {detail !== undefined && <span className={styles.detail}>{detail}</span>}
              </span>
              <time className={styles.time} dateTime={new Date(at).toISOString()}>
                {format.time(at)}
              </time>
            </li>
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  );
}

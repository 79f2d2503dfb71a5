import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
} from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { errorWords } from '../shell/words.ts';
import styles from './SettingsPage.module.css';

/** A list in its four states: being asked for, refused, empty, full. An old list stays while a new one is asked for. */
export function LoadedList<T>({
  query,
  empty,
  children,
}: {
  readonly query: UseQueryResult<readonly T[], AppError>;
  readonly empty: string;
  readonly children: (items: readonly T[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const { data, error, refetch } = query;
  return (
    <>
      {error && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{errorWords(t, error)}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void refetch()}>{t('tryAgain')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {data === undefined && !error && (
        <Skeleton aria-label={t('loading')}>
          <SkeletonItem size={32} />
        </Skeleton>
      )}
      {data?.length === 0 && <p className={styles.note}>{empty}</p>}
      {data !== undefined && data.length > 0 && children(data)}
    </>
  );
}

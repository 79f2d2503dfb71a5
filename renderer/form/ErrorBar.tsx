import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { errorWords } from '../shell/words.ts';
import styles from './ErrorBar.module.css';

/** What went wrong and what to do, above the button that was pressed. Announced at once; nothing when all is well. */
export function ErrorBar({ title, error }: { readonly title: string; readonly error: AppError | null }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles.alert}>
      {error && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{title}</MessageBarTitle>
            {errorWords(t, error)}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

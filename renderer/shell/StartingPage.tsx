import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../api-hooks.ts';
import styles from './StartingPage.module.css';
import { errorWords } from './words.ts';

/** A start is usually over before this; words that flash by help nobody. */
const wordsAfterMs = 600;

/** Until main has said who is working. When it does not answer, it says so and offers to ask again. */
export function StartingPage() {
  const { t } = useTranslation();
  const { error, refetch } = useChannel('session.current', {});
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), wordsAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={styles.page}>
      {error ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('productName')}</MessageBarTitle>
            {errorWords(t, error)}
          </MessageBarBody>
          <Button onClick={() => void refetch()}>{t('tryAgain')}</Button>
        </MessageBar>
      ) : (
        late && <p role="status">{t('starting')}</p>
      )}
    </main>
  );
}

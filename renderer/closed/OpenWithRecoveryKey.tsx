import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, fail } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import styles from './ClosedPage.module.css';

/** A private key of 16,384 bits in PEM takes less. */
const maxKeyBytes = 20_000;

/** Takes IT's private key from a file; it goes to main alone, is used once and is kept nowhere. */
export function OpenWithRecoveryKey() {
  const { t } = useTranslation();
  const { run, busy } = useCall('key.recover');
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [done, setDone] = useState(false);
  const open = async (file: File) => {
    setError(null);
    const wrong = fail('WRONG_KEY', 'This is no key file.');
    const result = file.size > maxKeyBytes ? wrong : await run({ privateKey: await file.text() });
    if (result.ok) setDone(true);
    else setError(result.error);
  };
  if (done) return <p role="status">{t('closed.recovered')}</p>;
  return (
    <section className={styles.restore} aria-labelledby="recover">
      <h2 id="recover">{t('closed.recoverTitle')}</h2>
      <p>{t('closed.recoverIntro')}</p>
      <ErrorBar title={t('closed.notRecovered')} error={error} />
      <Button appearance="primary" disabledFocusable={busy} onClick={() => input.current?.click()}>
        {t(busy ? 'closed.recovering' : 'closed.recover')}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".pem,.key"
        aria-label={t('closed.recover')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void open(file);
          // The right file may have the same name as the wrong one.
          event.target.value = '';
        }}
      />
    </section>
  );
}

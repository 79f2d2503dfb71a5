import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxKeyBytes } from '../../core/contract/rescue.ts';
import { type AppError, fail } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FileButton } from '../form/FileButton.tsx';
import styles from './ClosedPage.module.css';

/** Takes IT's private key from a file; it goes to main alone, is used once and is kept nowhere. */
export function OpenWithRecoveryKey() {
  const { t } = useTranslation();
  const { run, busy } = useCall('key.recover');
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
      <FileButton
        accept=".pem,.key"
        name={t('closed.recover')}
        appearance="primary"
        disabledFocusable={busy}
        onFile={(file) => void open(file)}
      >
        {t(busy ? 'closed.recovering' : 'closed.recover')}
      </FileButton>
    </section>
  );
}

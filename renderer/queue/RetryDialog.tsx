import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHealth } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import styles from './Queue.module.css';
import type { Retry, RetryQuestion } from './use-retry.ts';

const messageMs = 1000;

/** Says exactly what a bulk retry will do before it does it; the button repeats the final number. */
export function RetryDialog({ retry }: { readonly retry: Retry }) {
  // Kept while the dialog closes, so that its words do not vanish before it has gone.
  const [shown, setShown] = useState<RetryQuestion | null>(null);
  useEffect(() => {
    if (retry.question) setShown(retry.question);
  }, [retry.question]);
  return (
    <Dialog open={retry.question !== null} onOpenChange={(_, { open }) => !open && retry.cancel()}>
      <DialogSurface>
        {shown && <Question key={shown.preview.token} question={shown} retry={retry} />}
      </DialogSurface>
    </Dialog>
  );
}

function Question({ question, retry }: { readonly question: RetryQuestion; readonly retry: Retry }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const [leaveRefused, setLeaveRefused] = useState(true);
  const down = useHealth()?.links.some(({ state }) => state === 'offline' || state === 'unreachable');
  const { preview, scopeText } = question;
  const count = preview.willRetry + (leaveRefused ? 0 : preview.refused);
  return (
    <DialogBody>
      <DialogTitle>{t('retry.title', { count: preview.willRetry + preview.refused })}</DialogTitle>
      <DialogContent className={styles.dialog}>
        <p>{t('retry.what')}</p>
        <p>{t('retry.takes', { duration: format.duration(count * messageMs) })}</p>
        <p className={styles.muted}>{t('retry.appliesTo', { scope: scopeText })}</p>
        {preview.alreadySent > 0 && <p>{t('retry.alreadySent', { count: preview.alreadySent })}</p>}
        {preview.inFlight > 0 && <p>{t('retry.inFlight', { count: preview.inFlight })}</p>}
        {preview.possiblyDelivered > 0 && (
          <p>{t('retry.possiblyDelivered', { count: preview.possiblyDelivered })}</p>
        )}
        {preview.refused > 0 && (
          <div className={styles.warning}>
            <p>{t('retry.refused', { count: preview.refused })}</p>
            <Checkbox
              label={t('retry.leaveOut')}
              checked={leaveRefused}
              onChange={(_, { checked }) => setLeaveRefused(checked === true)}
            />
          </div>
        )}
        {down && <p>{t('retry.offline')}</p>}
      </DialogContent>
      <DialogActions>
        <Button onClick={retry.cancel}>{t('common:cancel')}</Button>
        <Button appearance="primary" disabled={count === 0} onClick={() => void retry.confirm(!leaveRefused)}>
          {t('retry.confirm', { count })}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

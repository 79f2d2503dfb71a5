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
import { InfoRegular, WarningFilled } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHealth } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import styles from './RetryDialog.module.css';
import type { Retry, RetryQuestion } from './use-retry.ts';

/** Says exactly what a bulk retry will do before it does it; the button repeats the final number. */
export function RetryDialog({
  retry,
  onGone,
}: {
  readonly retry: Retry;
  /** The dialog has left the page; what opened it may have left too. */
  readonly onGone: () => void;
}) {
  // Kept while the dialog closes, so that its words do not vanish before it has gone and the focus finds its way back.
  const [shown, setShown] = useState<RetryQuestion | null>(null);
  if (retry.question && retry.question !== shown) setShown(retry.question);
  return (
    <Dialog open={retry.question !== null} onOpenChange={(_, { open }) => !open && retry.cancel()}>
      <DialogSurface>
        {shown && <Question key={shown.preview.token} question={shown} retry={retry} onGone={onGone} />}
      </DialogSurface>
    </Dialog>
  );
}

function Question({
  question,
  retry,
  onGone,
}: {
  readonly question: RetryQuestion;
  readonly retry: Retry;
  readonly onGone: () => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const [leaveRefused, setLeaveRefused] = useState(true);
  const [leaveArrived, setLeaveArrived] = useState(false);
  const down = useHealth()?.links.some(({ state }) => state === 'offline' || state === 'unreachable');
  useEffect(() => onGone, [onGone]);
  const { preview, kind, scopeText } = question;
  const { willRetry, alreadySent, inFlight, refused, possiblyDelivered, messagesPerSecond } = preview;
  const count = willRetry + (leaveRefused ? 0 : refused) - (leaveArrived ? possiblyDelivered : 0);
  const counted = (number: number) => ({ count: number, number: format.number(number) });
  return (
    <DialogBody>
      <DialogTitle>{t(`retry.title.${kind}`, counted(willRetry + refused))}</DialogTitle>
      <DialogContent className={styles.content}>
        <p>
          {t('retry.what')}{' '}
          {count > 0 && messagesPerSecond > 0 && (
            <span>
              {t('retry.takes', {
                count: messagesPerSecond,
                number: format.number(messagesPerSecond),
                duration: format.duration((count / messagesPerSecond) * 1000),
              })}
            </span>
          )}
        </p>
        <p>
          <strong>{t('retry.appliesTo')}</strong> {scopeText}
        </p>
        {alreadySent > 0 && <p>{t('retry.alreadySent', counted(alreadySent))}</p>}
        {inFlight > 0 && <p>{t('retry.inFlight', counted(inFlight))}</p>}
        {refused > 0 && (
          <div className={styles.warning}>
            <WarningFilled aria-hidden className={styles.warningIcon ?? ''} />
            <div>
              <p>{t('retry.refused', counted(refused))}</p>
              <Checkbox
                label={t('retry.leaveOut')}
                checked={leaveRefused}
                onChange={(_, { checked }) => setLeaveRefused(checked === true)}
              />
            </div>
          </div>
        )}
        {possiblyDelivered > 0 && (
          <div className={styles.note}>
            <InfoRegular aria-hidden className={styles.noteIcon ?? ''} />
            <div>
              <p>{t('retry.possiblyDelivered', counted(possiblyDelivered))}</p>
              <Checkbox
                label={t('retry.leaveOut')}
                checked={leaveArrived}
                onChange={(_, { checked }) => setLeaveArrived(checked === true)}
              />
            </div>
          </div>
        )}
        {down && (
          <div className={styles.note}>
            <InfoRegular aria-hidden className={styles.noteIcon ?? ''} />
            <p>{t('retry.offline')}</p>
          </div>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={retry.cancel}>{t('common:cancel')}</Button>
        <Button
          appearance="primary"
          disabledFocusable={count === 0}
          onClick={() =>
            void retry.confirm({ includeRefused: !leaveRefused, includePossiblyDelivered: !leaveArrived })
          }
        >
          {t('retry.confirm', counted(count))}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RescueExported } from '../../core/contract/rescue.ts';
import { useFormat } from '../shell/format.ts';
import styles from './ExportedQueue.module.css';

/** The passphrase of an export, shown once: big, in groups, and until the person says that it is on paper. */
export function ExportedQueue({
  done: { summary, passphrase, recovery },
  close,
}: {
  readonly done: Extract<RescueExported, { kind: 'exported' }>;
  readonly close?: () => void;
}) {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  // What asked for it is gone, and at 200 % this may lie below the window: whoever exports must see it and hear it.
  useEffect(() => box.current?.focus(), []);
  return (
    <MessageBar
      ref={(shown: HTMLDivElement | null) => {
        box.current = shown;
      }}
      tabIndex={-1}
      intent="success"
      layout="multiline"
      className={styles.box ?? ''}
    >
      <MessageBarBody className={styles.body ?? ''}>
        <MessageBarTitle>
          {t('move.done', { count: summary.messages, number: format.number(summary.messages) })}
        </MessageBarTitle>
        <p className={styles.label}>{t('move.passphrase')}</p>
        <p className={styles.passphrase}>
          <bdi dir="ltr">{passphrase}</bdi>
        </p>
        <p>{t('move.writeDown')}</p>
        <p>{t(recovery ? 'move.recovery' : 'move.noRecovery')}</p>
        {close && (
          <Button appearance="primary" onClick={close}>
            {t('move.written')}
          </Button>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

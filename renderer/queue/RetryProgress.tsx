import { Button, ProgressBar } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationProgress } from '../../core/contract/queue.ts';
import { useCall } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import styles from './RetryProgress.module.css';

/** How far a bulk retry is, with Stop: what was put back stays so and can still be undone. */
export function RetryProgress({ progress }: { readonly progress: OperationProgress }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const textId = useId();
  const { run, busy } = useCall('operation.stop');
  const { operationId, done, total } = progress;
  return (
    <section className={styles.strip} aria-label={t('retry.working')}>
      <span id={textId} className={styles.text}>
        {t('retry.progress', { done: format.number(done), total: format.number(total) })}
      </span>
      <ProgressBar className={styles.bar ?? ''} value={done} max={total} aria-labelledby={textId} />
      <Button size="small" disabledFocusable={busy} onClick={() => void run({ operationId })}>
        {t('retry.stop')}
      </Button>
    </section>
  );
}

import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ArrowDownloadRegular, ShieldCheckmarkRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditCheck, AuditFilter } from '../../core/contract/audit.ts';
import { useCall } from '../api-hooks.ts';
import { saveTextFile } from '../save-file.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './Audit.module.css';

/** Checks that no row was changed or cut off, and takes the filtered rows away as a CSV. */
export function AuditActions({ filter, total }: { readonly filter: AuditFilter; readonly total: number }) {
  const { t } = useTranslation('audit');
  const notify = useNotify();
  const verify = useCall('audit.verify');
  const exporting = useCall('audit.export', { refreshes: ['audit.query'] });
  const [check, setCheck] = useState<AuditCheck | null>(null);

  const look = async () => {
    const result = await verify.run({});
    if (result.ok) setCheck(result.value);
    else notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  const take = async () => {
    const result = await exporting.run({ filter });
    if (!result.ok) return notify({ kind: 'error', text: errorWords(t, result.error) });
    setCheck(result.value.check);
    const { file } = result.value;
    if (file.kind === 'cancelled') return;
    if (file.kind === 'content') saveTextFile(file.fileName, file.content, 'text/csv');
    notify({ kind: 'success', text: t('exported', { count: file.rows }) });
  };
  return (
    <div className={styles.actions}>
      <Button icon={<ShieldCheckmarkRegular />} disabledFocusable={verify.busy} onClick={() => void look()}>
        {t('verify')}
      </Button>
      <Button
        icon={<ArrowDownloadRegular />}
        disabledFocusable={exporting.busy || total === 0}
        onClick={() => void take()}
      >
        {t('export')}
      </Button>
      <div role="status" className={styles.check}>
        {check && <CheckWords check={check} />}
      </div>
    </div>
  );
}

function CheckWords({ check }: { readonly check: AuditCheck }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <MessageBar intent={check.whole ? 'success' : 'error'} layout="multiline">
      <MessageBarBody>
        {check.whole
          ? t('whole', { count: check.rows, number: format.number(check.rows) })
          : t(`broken.${check.fault}`, { seq: format.number(check.seq) })}
      </MessageBarBody>
    </MessageBar>
  );
}

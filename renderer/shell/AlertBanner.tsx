import { Button } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { type AcknowledgedAlert, type AlertCode, acknowledgedAlerts } from '../../core/contract/health.ts';
import type { Role } from '../../core/contract/session.ts';
import { useCall, useHealth } from '../api-hooks.ts';
import styles from './AlertBanner.module.css';
import { useNotify } from './notices.tsx';
import { errorWords } from './words.ts';

/** What is about this PC and not about one line; the line has a banner of its own, failed messages have their tab. */
const shown: readonly AlertCode[] = [
  'DATABASE_DAMAGED',
  'RESTORED',
  'RECORDS_MISSING',
  'DISK_FULL',
  'WAITING_DAY',
  'DISK_LOW',
];

/** What only an administrator can do something about. */
const forAdmins: readonly AlertCode[] = [
  'AUDIT_BROKEN',
  'CERTIFICATE_ENDS',
  'CONFIG_INVALID',
  'NO_RECOVERY_KEY',
  'UPDATE_OFFERED',
  'STOPPED_UNEXPECTEDLY',
];

/** The worst thing that is wrong with this PC, in one line above every page. It goes when its cause is gone. */
export function AlertBanner({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const codes = role === 'admin' ? [...shown, ...forAdmins] : shown;
  const alert = useHealth()?.alerts.find(({ code }) => codes.includes(code));
  if (!alert) return null;
  const acknowledged = acknowledgedAlerts.find((code) => code === alert.code);
  return (
    <section aria-label={t('alerts.label')} className={styles.banner} data-level={alert.level}>
      <span className={styles.icon} aria-hidden="true">
        <ErrorCircleFilled />
      </span>
      <p className={styles.words}>
        <strong role="alert">{t(`alerts.${alert.code}.title`)}</strong> {t(`alerts.${alert.code}.body`)}
      </p>
      {acknowledged && role === 'admin' && <AcknowledgeButton code={acknowledged} />}
    </section>
  );
}

/** An admin has read it; the audit trail keeps what it was. */
function AcknowledgeButton({ code }: { readonly code: AcknowledgedAlert }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('storage.acknowledge', { refreshes: ['health.get', 'storage.get'] });
  const acknowledge = async () => {
    const result = await run({ code });
    if (!result.ok) notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return (
    <Button size="small" className={styles.button} disabled={busy} onClick={() => void acknowledge()}>
      {t('alerts.acknowledge')}
    </Button>
  );
}

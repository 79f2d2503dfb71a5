import { ErrorCircleFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../core/contract/session.ts';
import { AppearanceButtons } from '../shell/AppearanceButtons.tsx';
import { ProductMark } from '../shell/ProductMark.tsx';
import styles from './ClosedPage.module.css';
import { OpenWithRecoveryKey } from './OpenWithRecoveryKey.tsx';
import { RescueQueue } from './RescueQueue.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';

type Closed = Extract<Session, { state: 'dataClosed' }>;

/** The whole window where the data does not open: paper for the nurse, a code for IT, a backup for an administrator. */
export function ClosedPage({ code, backups, canRecover }: Closed) {
  const { t, i18n } = useTranslation();
  const known = i18n.exists(`closed.codes.${code}`) ? code : 'other';
  return (
    <div className={styles.scroll}>
      <main className={styles.page}>
        <ProductMark />
        <section className={styles.notice} role="alert">
          <ErrorCircleFilled aria-hidden className={styles.icon ?? ''} />
          <div>
            <h1>{t('closed.title')}</h1>
            <p className={styles.lead}>{t('closed.paper')}</p>
            <p>{t(`closed.codes.${known}`)}</p>
            <p className={styles.quiet}>{t('closed.forIt', { code })}</p>
          </div>
        </section>
        {canRecover && <OpenWithRecoveryKey />}
        {backups.length > 0 && <RestoreBackup backups={backups} />}
        {(canRecover || backups.length > 0) && <RescueQueue backups={backups} canRecover={canRecover} />}
        <footer className={styles.foot}>
          <AppearanceButtons />
        </footer>
      </main>
    </div>
  );
}

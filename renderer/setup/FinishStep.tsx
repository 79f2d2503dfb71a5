import { useTranslation } from 'react-i18next';
import cards from '../shell/Page.module.css';
import styles from './Setup.module.css';
import { TrayPicture } from './TrayPicture.tsx';
import { TrialAssessment } from './TrialAssessment.tsx';

/** Where the icon is, and one assessment all the way to the receiver. */
export function FinishStep() {
  const { t } = useTranslation('setup');
  return (
    <div className={styles.pair}>
      <section className={cards.card}>
        <h3 className={styles.subheading}>{t('tray.title')}</h3>
        <p>{t('tray.words')}</p>
        <TrayPicture />
        <p className={styles.intro}>{t('tray.state')}</p>
      </section>
      <section className={cards.card}>
        <h3 className={styles.subheading}>{t('trial.title')}</h3>
        <TrialAssessment />
      </section>
    </div>
  );
}

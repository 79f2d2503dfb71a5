import { useTranslation } from 'react-i18next';
import styles from './Setup.module.css';

const cross = 'M6 0h4v6h6v4h-6v6H6v-6H0V6h6z';

/** The corner of a taskbar: the cross on its way from behind the arrow to the clock. Windows draws it so in Arabic too. */
export function TrayPicture() {
  const { t } = useTranslation('setup');
  return (
    <svg className={styles.picture} viewBox="0 0 320 132" role="img" aria-label={t('tray.picture')}>
      <rect className={styles.popup} x="62" y="6" width="92" height="62" rx="8" />
      <rect className={styles.place} x="100" y="26" width="24" height="24" rx="4" />
      <path className={styles.cross} d={cross} transform="translate(104 30)" opacity="0.35" />
      <rect className={styles.bar} x="0" y="84" width="320" height="44" />
      <path className={styles.line} d="M101 110l7-8 7 8" />
      <path className={styles.cross} d={cross} transform="translate(176 98)" />
      <path className={styles.way} d="M128 40c40 0 56 14 56 46m-6-9l6 9 7-8" />
      <text className={styles.clock} x="262" y="111">
        11:42
      </text>
    </svg>
  );
}

import { Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import styles from './NoticeSettings.module.css';
import { useSettings } from './use-settings.ts';

const kinds = [
  { key: 'noticeNeedsPerson', words: 'needsPerson' },
  { key: 'noticeOutages', words: 'outages' },
] as const;

/** Which notices Windows shows. They hold counts and names of destinations, never of people. */
export function NoticeSettings() {
  const { t } = useTranslation('shell');
  const { settings, isFixed, busy, change } = useSettings();
  return (
    <fieldset className={styles.kinds}>
      <legend className={styles.legend}>{t('notices.label')}</legend>
      {kinds.map(({ key, words }) => (
        <Switch
          key={key}
          label={t(`notices.${words}`)}
          checked={settings?.[key] !== 'off'}
          disabled={busy || isFixed(key)}
          onChange={(_, { checked }) => void change({ [key]: checked ? 'on' : 'off' })}
        />
      ))}
      <p className={styles.hint}>
        {t('notices.always')}
        {kinds.some(({ key }) => isFixed(key)) && ` ${t('settings:managed.fixed')}`}
      </p>
    </fieldset>
  );
}

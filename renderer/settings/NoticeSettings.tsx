import { Switch } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../core/contract/destination.ts';
import { channelKey, useCall, useChannel } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './NoticeSettings.module.css';
import { useManaged } from './use-managed.ts';

const kinds = [
  { key: 'noticeNeedsPerson', words: 'needsPerson' },
  { key: 'noticeOutages', words: 'outages' },
] as const;

/** Which notices Windows shows. They hold counts and names of destinations, never of people. */
export function NoticeSettings() {
  const { t } = useTranslation('shell');
  const notify = useNotify();
  const client = useQueryClient();
  const settings = useChannel('settings.get', {}).data;
  const fixed = useManaged()?.settings ?? [];
  const { run, busy } = useCall('settings.save');
  const choose = async (change: Partial<Settings>) => {
    const result = await run(change);
    if (result.ok) client.setQueryData(channelKey('settings.get', {}), result.value);
    else notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return (
    <fieldset className={styles.kinds}>
      <legend className={styles.legend}>{t('notices.label')}</legend>
      {kinds.map(({ key, words }) => (
        <Switch
          key={key}
          label={t(`notices.${words}`)}
          checked={settings?.[key] !== 'off'}
          disabled={busy || fixed.includes(key)}
          onChange={(_, { checked }) => void choose({ [key]: checked ? 'on' : 'off' })}
        />
      ))}
      <p className={styles.hint}>
        {t('notices.always')}
        {kinds.some(({ key }) => fixed.includes(key)) && ` ${t('settings:managed.fixed')}`}
      </p>
    </fieldset>
  );
}

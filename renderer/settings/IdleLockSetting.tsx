import { Field, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { defaultSettings, type Settings, settingsSchema } from '../../core/contract/destination.ts';
import { channelKey, useCall, useChannel } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './SettingsPage.module.css';

const choices = settingsSchema.shape.idleLockMinutes.options;

/** After how many minutes without anybody main locks the window. For administrators. */
export function IdleLockSetting({ fixed }: { readonly fixed: boolean }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const client = useQueryClient();
  const { idleLockMinutes } = useChannel('settings.get', {}).data ?? defaultSettings;
  const { run, busy } = useCall('settings.save');
  const choose = async (value: Settings['idleLockMinutes']) => {
    const result = await run({ idleLockMinutes: value });
    if (result.ok) client.setQueryData(channelKey('settings.get', {}), result.value);
    else notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return (
    <Field
      className={styles.shortField}
      label={t('settings:appearance.idleLock')}
      hint={t(fixed ? 'settings:managed.fixed' : 'settings:appearance.idleLockHint')}
    >
      <Select
        value={idleLockMinutes}
        disabled={busy || fixed}
        onChange={(_, { value }) => void choose(value as Settings['idleLockMinutes'])}
      >
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {t('settings:appearance.minutes', { count: Number(minutes) })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

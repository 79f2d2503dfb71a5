import { Field, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSettings } from './use-settings.ts';

/** Whether pictures and recordings of the screen show the window; for administrators. */
export function ContentProtection() {
  const { t } = useTranslation('settings');
  const { settings, isFixed, busy, change } = useSettings();
  const fixed = isFixed('contentProtection');
  return (
    <Field hint={t(fixed ? 'managed.fixed' : 'appearance.contentProtectionHint')}>
      <Switch
        label={t('appearance.contentProtection')}
        checked={settings?.contentProtection === 'on'}
        disabled={busy || fixed}
        onChange={(_, { checked }) => void change({ contentProtection: checked ? 'on' : 'off' })}
      />
    </Field>
  );
}

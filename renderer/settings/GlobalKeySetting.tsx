import { Field, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSettings } from './use-settings.ts';

/** Whether the key of a new assessment works while another program is in front. */
export function GlobalKeySetting() {
  const { t } = useTranslation('shell');
  const { settings, isFixed, busy, change } = useSettings();
  const fixed = isFixed('newAssessmentKey');
  return (
    <Field hint={fixed ? t('settings:managed.fixed') : null}>
      <Switch
        label={t('newAssessmentKey.label')}
        checked={settings?.newAssessmentKey !== 'off'}
        disabled={busy || fixed}
        onChange={(_, { checked }) => void change({ newAssessmentKey: checked ? 'on' : 'off' })}
      />
    </Field>
  );
}

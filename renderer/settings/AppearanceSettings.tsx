import { Field, mergeClasses, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../core/contract/destination.ts';
import { useAppearance } from '../appearance.ts';
import { languages } from '../i18n.ts';
import page from '../shell/Page.module.css';
import { ContentProtection } from './ContentProtection.tsx';
import { GlobalKeySetting } from './GlobalKeySetting.tsx';
import { IdleLockSetting } from './IdleLockSetting.tsx';
import { NoticeSettings } from './NoticeSettings.tsx';
import styles from './SettingsPage.module.css';
import { TextSizeSetting } from './TextSizeSetting.tsx';
import { useManaged } from './use-managed.ts';
import { useSettings } from './use-settings.ts';

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark'];

/** Language and theme; for administrators also who may retry and what pictures of the screen show. */
export function AppearanceSettings({ admin }: { readonly admin: boolean }) {
  const { t } = useTranslation();
  const { language, theme, choose } = useAppearance();
  const fixed = useManaged()?.settings ?? [];
  return (
    <div className={mergeClasses(page.card, styles.section)}>
      <h2 className={styles.heading}>{t('settings:appearance.title')}</h2>
      <Field
        label={t('settings:appearance.language')}
        hint={t(fixed.includes('language') ? 'settings:managed.fixed' : 'shell:languageNote')}
      >
        <RadioGroup
          layout="horizontal"
          value={language}
          disabled={fixed.includes('language')}
          onChange={(_, { value }) => choose({ language: value as Settings['language'] })}
        >
          {languages.map((each) => (
            <Radio key={each} value={each} label={<span lang={each}>{t(`language.${each}`)}</span>} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label={t('settings:appearance.theme')}
        hint={fixed.includes('theme') ? t('settings:managed.fixed') : null}
      >
        <RadioGroup
          layout="horizontal"
          value={theme}
          disabled={fixed.includes('theme')}
          onChange={(_, { value }) => choose({ theme: value as Settings['theme'] })}
        >
          {themes.map((each) => (
            <Radio key={each} value={each} label={t(`theme.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      <TextSizeSetting />
      <NoticeSettings />
      <GlobalKeySetting />
      {admin && <RetryPolicy />}
      {admin && <ContentProtection />}
      {admin && <IdleLockSetting fixed={fixed.includes('idleLockMinutes')} />}
    </div>
  );
}

function RetryPolicy() {
  const { t } = useTranslation();
  const { settings, isFixed, busy, change } = useSettings();
  const fixed = isFixed('retryBy');
  return (
    <Field label={t('settings:appearance.retryBy')} hint={fixed ? t('settings:managed.fixed') : null}>
      <RadioGroup
        layout="horizontal"
        value={settings?.retryBy ?? 'everyone'}
        disabled={busy || fixed}
        onChange={(_, { value }) => void change({ retryBy: value as Settings['retryBy'] })}
      >
        <Radio value="everyone" label={t('settings:appearance.everyone')} />
        <Radio value="admin" label={t('settings:appearance.admin')} />
      </RadioGroup>
    </Field>
  );
}

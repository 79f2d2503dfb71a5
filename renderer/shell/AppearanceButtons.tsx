import { Button, Tooltip } from '@fluentui/react-components';
import { LocalLanguageRegular, WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '../appearance.ts';
import styles from './AppearanceButtons.module.css';

/** The other language, in its own words, and the other theme. */
export function AppearanceButtons({ narrow = false }: { readonly narrow?: boolean }) {
  const { t } = useTranslation();
  const { language, dark, choose } = useAppearance();
  const other = language === 'en' ? 'ar' : 'en';
  const themeLabel = t(dark ? 'theme.toLight' : 'theme.toDark');
  return (
    <>
      <Button
        appearance="subtle"
        className={styles.language}
        icon={<LocalLanguageRegular />}
        aria-label={t('language.switchToLabel')}
        onClick={() => choose({ language: other })}
      >
        {narrow ? null : <span lang={other}>{t('language.switchTo')}</span>}
      </Button>
      <Tooltip content={themeLabel} relationship="label">
        <Button
          appearance="subtle"
          icon={dark ? <WeatherSunnyRegular /> : <WeatherMoonRegular />}
          onClick={() => choose({ theme: dark ? 'light' : 'dark' })}
        />
      </Tooltip>
    </>
  );
}

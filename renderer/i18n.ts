import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { catalogs } from '../core/contract/locales/catalogs.ts';

/*
 * const { t } = useTranslation('queue');   from 'react-i18next': words of a room; other rooms as t('common:cancel')
 * useLanguage(): 'en' | 'ar'               in shell/format.ts beside the number and date formats
 * Plurals: t('common:age.day', { count }) with keys _one/_other in English and _zero.._other in Arabic.
 */

export type Language = 'en' | 'ar';

export const languages: readonly Language[] = ['en', 'ar'];

/** The words of the window. Both languages are in the bundle: the window may load nothing from outside. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    resources: catalogs,
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(catalogs.en),
    initAsync: false,
    // React escapes what it shows; escaping twice would write &amp; on the screen.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}

/** The one instance of this window. */
export const i18nOfWindow: i18n = createI18n('en');

/** Which way a language is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

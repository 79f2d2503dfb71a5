import i18next from 'i18next';
import { catalogs } from '../core/contract/locales/catalogs.ts';

/** Words of tray, menu and notices, from the same catalog as the window's. */
export type Words = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** The words of the tray's namespace in one language. */
export function wordsIn(language: 'en' | 'ar'): Words {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: catalogs,
    defaultNS: 'tray',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return (key, values) => instance.t(key, { ...values });
}

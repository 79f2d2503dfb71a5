import i18next from 'i18next';
import { catalogs } from '../core/contract/locales/catalogs.ts';

/** Words of tray, menu and notices, from the same catalog as the window's. */
export interface Words {
  (key: string, values?: Readonly<Record<string, unknown>>): string;
  readonly language: 'en' | 'ar';
}

const known = new Map<'en' | 'ar', Words>();

/** The words of the tray's namespace in one language; made once, because the tray asks with every message. */
export function wordsIn(language: 'en' | 'ar'): Words {
  const made = known.get(language) ?? make(language);
  known.set(language, made);
  return made;
}

function make(language: 'en' | 'ar'): Words {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: catalogs,
    defaultNS: 'tray',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const words = (key: string, values?: Readonly<Record<string, unknown>>) => instance.t(key, { ...values });
  return Object.assign(words, { language });
}

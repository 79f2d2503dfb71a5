import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultSettings, type Settings } from '../core/contract/destination.ts';
import { channelKey, useCall, useChannel, useSession } from './api-hooks.ts';
import { directionOf, type Language } from './i18n.ts';
import { useMediaQuery } from './media-query.ts';

type Choice = Pick<Settings, 'language' | 'theme' | 'textSize'>;

/** How the window looks, and the way to change it. */
export interface Appearance extends Choice {
  readonly direction: 'ltr' | 'rtl';
  readonly dark: boolean;
  choose(change: Partial<Choice>): void;
}

const before: Choice = defaultSettings;

export const AppearanceContext = createContext<Appearance>({
  ...before,
  direction: 'ltr',
  dark: false,
  choose() {},
});

/** Language, direction and theme of the window. */
export function useAppearance(): Appearance {
  return useContext(AppearanceContext);
}

/**
 * The appearance by the settings. What is chosen while nobody is signed in holds for this window at once and is saved by the
 * first person who signs in, because only people may change settings.
 */
export function useAppearanceOfWindow(): Appearance {
  const saved = useChannel('settings.get', {}).data ?? before;
  const signedIn = useSession()?.state === 'signedIn';
  const client = useQueryClient();
  const { run } = useCall('settings.save');
  const [chosen, setChosen] = useState<Partial<Choice>>({});
  const { language, theme, textSize } = { ...saved, ...chosen };
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)');
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark);
  const direction = directionOf(language);

  useEffect(() => {
    if (!signedIn || Object.keys(chosen).length === 0) return;
    void run(chosen).then((result) => {
      if (!result.ok) return;
      client.setQueryData(channelKey('settings.get', {}), result.value);
      setChosen((now) => (now === chosen ? {} : now));
    });
  }, [signedIn, chosen, run, client]);

  useDocumentAppearance(language, dark);
  const choose = useCallback((change: Partial<Choice>) => setChosen((now) => ({ ...now, ...change })), []);
  return { language, theme, textSize, direction, dark, choose };
}

/** The document itself knows language and direction: screen readers and scroll bars follow it. */
function useDocumentAppearance(language: Language, dark: boolean): void {
  const { i18n } = useTranslation();
  useLayoutEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [i18n, language]);
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);
}

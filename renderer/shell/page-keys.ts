import { useEffect } from 'react';
import type { Place } from './navigation.ts';

const keys: Readonly<Record<string, Place>> = {
  n: { page: 'assessment' },
  '1': { page: 'assessment' },
  '2': { page: 'queue' },
  '3': { page: 'activity' },
  '4': { page: 'settings' },
  ',': { page: 'settings' },
};

export interface PageKeys {
  readonly go: (place: Place) => void;
  readonly help: () => void;
  readonly refresh: () => void;
}

/**
 * Ctrl+N and Ctrl+1 to 4 open pages, Ctrl+comma the settings, F1 and `?` the list of keys, `/` and Ctrl+F the search of the page,
 * F5 asks for everything anew. By the key's place too, for keyboards set to Arabic; a single character is left alone while
 * somebody types (WCAG 2.1.4).
 */
export function usePageKeys({ go, help, refresh }: PageKeys): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.altKey || event.metaKey || event.defaultPrevented) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    };
    const actionOf = (event: KeyboardEvent): (() => void) | null => {
      const { key, ctrlKey, shiftKey, code, target } = event;
      if (key === 'F1' && !ctrlKey && !shiftKey) return help;
      if (key === 'F5' && !ctrlKey && !shiftKey) return refresh;
      if (!ctrlKey) {
        if (isTyping(target)) return null;
        if (key === '?' || key === '؟') return help;
        return key === '/' || (code === 'Slash' && !shiftKey) ? searchOfPage() : null;
      }
      if (shiftKey) return null;
      if (key.toLowerCase() === 'f' || code === 'KeyF') return searchOfPage();
      const place = keys[key.toLowerCase()] ?? (code === 'KeyN' ? keys.n : undefined);
      return place ? () => go(place) : null;
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [go, help, refresh]);
}

/** Puts the keyboard into the search of the page; null where it has none. */
function searchOfPage(): (() => void) | null {
  const search = document.querySelector<HTMLInputElement>(
    'main input[role=combobox], main input[type=search]',
  );
  if (!search) return null;
  return () => {
    search.focus();
    search.select();
  };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=dialog]',
    ) !== null
  );
}

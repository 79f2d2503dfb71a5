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

/** Ctrl+N and Ctrl+1 to 4 open pages, Ctrl+comma the settings: by the key's place too, for keyboards set to Arabic. */
export function usePageKeys(go: (place: Place) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.metaKey || event.defaultPrevented) return;
      const place = keys[event.key.toLowerCase()] ?? (event.code === 'KeyN' ? keys.n : undefined);
      if (!place) return;
      event.preventDefault();
      go(place);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [go]);
}

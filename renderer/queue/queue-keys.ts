import { type RefObject, useEffect } from 'react';

/** `/` and Ctrl+F go to the search of the list; single keys are left alone while somebody types. */
export function useQueueKeys(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.metaKey || isInDialog(event.target)) return;
      const key = event.key.toLowerCase();
      const find = event.ctrlKey && (key === 'f' || event.code === 'KeyF');
      const slash =
        !event.ctrlKey && (key === '/' || (event.code === 'Slash' && !event.shiftKey && key !== '?'));
      if (!find && !(slash && !isTyping(event.target))) return;
      event.preventDefault();
      search.current?.focus();
      search.current?.select();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [search]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null
  );
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog]') !== null;
}

import { createContext, useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';

/*
 * A page whose form keeps no draft says so while something typed is not saved; the shell then asks before it leaves.
 *   const release = useUnsaved(formState.isDirty);
 *   release();   after the save and before going elsewhere: what was typed is stored
 */

export interface Unsaved {
  /** Something typed under this key is not saved yet, or it is (again). */
  readonly mark: (key: string, unsaved: boolean) => void;
  /** Leaves at once where nothing would be lost; otherwise the person is asked first. */
  readonly leave: (then: () => void) => void;
}

/** Given by the shell. Without one nobody is asked. */
export const UnsavedContext = createContext<Unsaved>({ mark() {}, leave: (then) => then() });

/** Keeps the page from being left unasked while `unsaved` is true. Returns what says that everything is saved now. */
export function useUnsaved(unsaved: boolean): () => void {
  const { mark } = useContext(UnsavedContext);
  const key = useId();
  useEffect(() => {
    mark(key, unsaved);
    return () => mark(key, false);
  }, [mark, key, unsaved]);
  return useCallback(() => mark(key, false), [mark, key]);
}

/** The shell's side: what is unsaved, and the leaving that waits for an answer. */
export function useLeaving(): {
  readonly unsaved: Unsaved;
  readonly asked: boolean;
  readonly answer: (leave: boolean) => void;
  readonly anyUnsaved: () => boolean;
} {
  const keys = useRef(new Set<string>());
  // The program quits, or a browser closes the page: the host asks then.
  useEffect(() => {
    const closing = (event: Event) => {
      if (keys.current.size > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', closing);
    return () => window.removeEventListener('beforeunload', closing);
  }, []);
  const [waiting, setWaiting] = useState<{ readonly then: () => void } | null>(null);
  const unsaved = useMemo<Unsaved>(
    () => ({
      mark: (key, is) => void (is ? keys.current.add(key) : keys.current.delete(key)),
      leave: (then) => (keys.current.size > 0 ? setWaiting({ then }) : then()),
    }),
    [],
  );
  const answer = (leave: boolean) => {
    setWaiting(null);
    if (!leave) return;
    keys.current.clear();
    waiting?.then();
  };
  const anyUnsaved = useCallback(() => keys.current.size > 0, []);
  return { unsaved, asked: waiting !== null, answer, anyUnsaved };
}

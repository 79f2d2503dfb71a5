import { createContext, useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';

/*
 * A page whose form keeps no draft says so while something typed is not saved; the shell then asks before it leaves.
 *   const release = useUnsaved(formState.isDirty);
 *   release();   after the save and before going elsewhere: what was typed is stored
 */

/** What would be lost: something typed, or a passphrase that is shown only once and was not confirmed as written down. */
export type Losable = 'typed' | 'passphrase';

export interface Unsaved {
  /** Something under this key would be lost by leaving, or nothing is (again). */
  readonly mark: (key: string, unsaved: boolean, what?: Losable) => void;
  /** Leaves at once where nothing would be lost; otherwise the person is asked first. */
  readonly leave: (then: () => void) => void;
}

/** Given by the shell. Without one nobody is asked. */
export const UnsavedContext = createContext<Unsaved>({ mark() {}, leave: (then) => then() });

/** Keeps the page from being left unasked while `unsaved` is true. Returns what says that everything is saved now. */
export function useUnsaved(unsaved: boolean, what: Losable = 'typed'): () => void {
  const { mark } = useContext(UnsavedContext);
  const key = useId();
  useEffect(() => {
    mark(key, unsaved, what);
    return () => mark(key, false);
  }, [mark, key, unsaved, what]);
  return useCallback(() => mark(key, false), [mark, key]);
}

/** The shell's side: what is unsaved, and the leaving that waits for an answer. */
export function useLeaving(): {
  readonly unsaved: Unsaved;
  readonly asked: boolean;
  /** What the question is about; stays while its dialog fades. */
  readonly losing: Losable;
  readonly answer: (leave: boolean) => void;
  readonly anyUnsaved: () => Losable | null;
} {
  const keys = useRef(new Map<string, Losable>());
  // The program quits, or a browser closes the page: the host asks then.
  useEffect(() => {
    const closing = (event: Event) => {
      if (keys.current.size > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', closing);
    return () => window.removeEventListener('beforeunload', closing);
  }, []);
  const [losing, setLosing] = useState<Losable>('typed');
  const [waiting, setWaiting] = useState<{ readonly then: () => void } | null>(null);
  const unsaved = useMemo<Unsaved>(
    () => ({
      mark: (key, is, what = 'typed') => void (is ? keys.current.set(key, what) : keys.current.delete(key)),
      leave(then) {
        const worst = worstOf(keys.current);
        if (worst === null) return then();
        setLosing(worst);
        setWaiting({ then });
      },
    }),
    [],
  );
  const answer = (leave: boolean) => {
    setWaiting(null);
    if (!leave) return;
    keys.current.clear();
    waiting?.then();
  };
  const anyUnsaved = useCallback(() => worstOf(keys.current), []);
  return { unsaved, asked: waiting !== null, losing, answer, anyUnsaved };
}

/** What was typed can be typed again; a passphrase comes never again. */
function worstOf(keys: ReadonlyMap<string, Losable>): Losable | null {
  const all = [...keys.values()];
  return all.includes('passphrase') ? 'passphrase' : (all[0] ?? null);
}

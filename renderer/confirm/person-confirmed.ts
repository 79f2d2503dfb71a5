import { useSyncExternalStore } from 'react';

/*
 * Main asks an administrator again before some actions (`CONFIRM_PERSON`). Whatever asked waits here while the one dialog of
 * the window is answered, and is asked once more after it.
 */

/** What the dialog of the window answers. */
interface Question {
  readonly answer: (confirmed: boolean) => void;
}

let question: Question | null = null;
let answered: Promise<boolean> = Promise.resolve(false);
const listeners = new Set<() => void>();

/** Asks who is there for their password; false where they would not, or where no window is there to ask. */
export function personConfirmed(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  if (question) return answered;
  answered = new Promise((resolve) => {
    question = {
      answer(confirmed) {
        question = null;
        resolve(confirmed);
        tell();
      },
    };
  });
  tell();
  return answered;
}

/** The question that stands; null while nothing is asked. */
export function useConfirmQuestion(): Question | null {
  return useSyncExternalStore(listen, () => question);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    // A window that goes takes its question with it.
    if (listeners.size === 0) question?.answer(false);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}

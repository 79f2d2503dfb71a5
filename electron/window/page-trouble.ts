import { type BrowserWindow, dialog } from 'electron/main';
import type { Words } from '../words.ts';

/** The page died again and again: says so, and that sending goes on. True when the person wants it loaded once more. */
export async function askAfterCrashes(words: Words): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: words('page.crashed'),
    detail: words('page.goesOn'),
    buttons: [words('page.load'), words('page.close')],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

/** The page answers no more: wait for it or load it anew? The question goes by itself when `answers` is told. */
export async function askWhileHung(
  window: BrowserWindow,
  words: Words,
  answers: AbortSignal,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words('page.hung'),
    detail: words('page.goesOn'),
    buttons: [words('page.wait'), words('page.load')],
    defaultId: 0,
    cancelId: 0,
    signal: answers,
  });
  return response === 1 && !answers.aborted;
}

import type { BrowserWindow } from 'electron/main';

/** A page that does not answer by then has nothing to keep that anybody could still save. */
const answerMs = 3000;

/**
 * Closes the window for good, as a browser closes a tab: the page keeps its draft first, and may object while something typed
 * on it is not saved anywhere. False when it does; the window then stays.
 */
export function leavePage(window: BrowserWindow): Promise<boolean> {
  if (window.isDestroyed() || window.webContents.isCrashed()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const { webContents } = window;
    const objects = () => answer(false);
    const left = () => answer(true);
    const timer = setTimeout(left, answerMs);
    function answer(gone: boolean): void {
      clearTimeout(timer);
      if (!webContents.isDestroyed()) webContents.off('will-prevent-unload', objects);
      window.off('closed', left);
      resolve(gone);
    }
    webContents.on('will-prevent-unload', objects);
    window.on('closed', left);
    window.close();
  });
}

import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron/main';

/** What no window of ours may be made without; lint of the sources keeps `new BrowserWindow` to this file. */
export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // The form saves its draft while it is hidden too.
  backgroundThrottling: false,
} as const;

/** The one way to a window: hardened, on the session given, with the bridge as its only way to main. */
export function createHardenedWindow(
  session: Session,
  options: Omit<BrowserWindowConstructorOptions, 'webPreferences'>,
): BrowserWindow {
  const made = new BrowserWindow({
    ...options,
    webPreferences: {
      ...windowPreferences,
      session,
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      devTools: !app.isPackaged,
    },
  });
  made.removeMenu();
  // The page's own title would put a language's word order into the taskbar; counts and names never go there.
  made.on('page-title-updated', (event) => event.preventDefault());
  return made;
}

import { app, type Session, session } from 'electron/main';
import { appOrigin } from './app-origin.ts';

/** What the page itself made to be taken away: a list as CSV. */
const ownFile = `blob:${appOrigin}/`;

/**
 * The session of the window: in memory, so that nothing that was shown reaches the disk; no permissions, no request that is
 * not for our own files, and no downloads but of what the page made itself, which asks the person where to put it.
 */
export function createHardenedSession(): Session {
  const own = session.fromPartition('clinic-outbox', { cache: false });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  own.on('will-download', (event, item) => {
    if (item.getURL().startsWith(ownFile)) item.setSaveDialogOptions({ defaultPath: item.getFilename() });
    else event.preventDefault();
  });
  own.webRequest.onBeforeRequest((details, answer) => {
    const allowed =
      details.url.startsWith(`${appOrigin}/`) ||
      details.url.startsWith('data:') ||
      details.url.startsWith(ownFile) ||
      isDevTools(details.url);
    answer({ cancel: !allowed });
  });
  return own;
}

/** No window of ours or of anybody's making navigates, opens another one or embeds a page. */
export function hardenAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

function isDevTools(url: string): boolean {
  return !app.isPackaged && url.startsWith('devtools://');
}

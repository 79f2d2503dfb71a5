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
  harden(own, [`${appOrigin}/`, 'data:', ownFile], ownFile);
  // Nothing of ours uses the session that Electron makes by itself; whatever came to use it would find it closed.
  harden(session.defaultSession, [], null);
  return own;
}

/** Closes a session but for addresses that begin with one of `open`, and for downloads that begin with `download`. */
function harden(one: Session, open: readonly string[], download: string | null): void {
  one.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  one.setPermissionCheckHandler(() => false);
  one.setDevicePermissionHandler(() => false);
  one.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  one.on('will-download', (event, item) => {
    if (download !== null && item.getURL().startsWith(download))
      item.setSaveDialogOptions({ defaultPath: item.getFilename() });
    else event.preventDefault();
  });
  // Of files on the disk nothing is ever a page, whoever asks; the handler answers also what `webRequest` does not see.
  one.protocol.handle('file', () => Response.error());
  const allowed = app.isPackaged ? open : [...open, 'devtools://'];
  one.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowed.some((start) => url.startsWith(start)) });
  });
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

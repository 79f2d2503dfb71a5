import { join } from 'node:path';
import { nativeImage } from 'electron/common';
import { app, BrowserWindow, type Session } from 'electron/main';
import type { TrayState } from '../../core/contract/health.ts';
import { appOrigin } from './app-origin.ts';

/** The one window, which lives as long as the application: closing it hides it. */
export interface MainWindow {
  /** Shows it in front, made anew if its renderer died. */
  show(): void;
  send(event: string, payload: unknown): void;
  /** The contents that may ask main for something; null while there is none. */
  contentsId(): number | null;
  isVisible(): boolean;
  /** The badge over the taskbar's button; `words` are what a screen reader says of it. Windows alone has it. */
  setOverlay(state: TrayState, words: string): void;
  /** What the window shows, as it would be printed on A4. */
  pdf(): Promise<Uint8Array>;
  destroy(): void;
}

export interface MainWindowOptions {
  readonly session: Session;
  readonly icon: string;
  /** Where the badges of the taskbar's button lie. */
  readonly iconDir: string;
  readonly hidden: boolean;
  /** A new page was loaded into a new renderer: its session starts signed out. */
  readonly onNewRenderer: () => void;
  readonly onRendererGone: (reason: string) => void;
  /** Windows is about to end the session: only a few seconds are left. */
  readonly onSessionEnd: () => void;
  /** The person closed the window, which hid it. */
  readonly onHidden: () => void;
}

/** The states worth a badge: what is as usual needs none. */
const overlays: ReadonlySet<TrayState> = new Set(['attention', 'offline', 'paused']);

/** Makes the window. It exists from the start, hidden or not, because Windows tells a session's end to windows alone. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let quitting = false;
  let window = create(!options.hidden);
  app.on('before-quit', () => {
    quitting = true;
  });

  function create(visible: boolean): BrowserWindow {
    const made = new BrowserWindow({
      width: 1366,
      height: 768,
      minWidth: 683,
      minHeight: 480,
      show: false,
      title: 'Clinic Outbox',
      icon: options.icon,
      autoHideMenuBar: true,
      backgroundColor: '#fafafa',
      webPreferences: {
        session: options.session,
        preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: !app.isPackaged,
        backgroundThrottling: false,
      },
    });
    made.removeMenu();
    if (visible) made.once('ready-to-show', () => made.show());
    made.on('close', (event) => {
      if (quitting) return;
      event.preventDefault();
      made.hide();
      options.onHidden();
    });
    // The page's own title would put a language's word order into the taskbar; counts and names never go there.
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('session-end', options.onSessionEnd);
    made.webContents.on('render-process-gone', (_event, details) => {
      options.onRendererGone(details.reason);
      if (!quitting) replace();
    });
    options.onNewRenderer();
    void made.loadURL(`${appOrigin}/`);
    return made;
  }

  function replace(): void {
    const visible = window.isVisible();
    const gone = window;
    window = create(visible);
    gone.destroy();
  }

  return {
    show() {
      if (window.isDestroyed()) window = create(true);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    send(event, payload) {
      if (!window.isDestroyed()) window.webContents.send(event, payload);
    },
    contentsId: () => (window.isDestroyed() ? null : window.webContents.id),
    pdf: () =>
      window.webContents.printToPDF({ pageSize: 'A4', printBackground: false, generateTaggedPDF: true }),
    isVisible: () => !window.isDestroyed() && window.isVisible(),
    setOverlay(state, words) {
      if (process.platform !== 'win32' || window.isDestroyed()) return;
      const badge = overlays.has(state)
        ? nativeImage.createFromPath(join(options.iconDir, `overlay-${state}.png`))
        : null;
      window.setOverlayIcon(badge, badge ? words : '');
    },
    destroy() {
      quitting = true;
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

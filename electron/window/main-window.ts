import { join } from 'node:path';
import { nativeImage } from 'electron/common';
import type { BrowserWindow, Session } from 'electron/main';
import type { TrayState } from '../../core/contract/health.ts';
import type { Words } from '../words.ts';
import { appOrigin } from './app-origin.ts';
import { createCrashLimit } from './crash-limit.ts';
import { createHardenedWindow } from './create-window.ts';
import { leavePage } from './page-leave.ts';
import { askAfterCrashes, askWhileHung } from './page-trouble.ts';

/** The one window, which lives as long as the application: closing it hides it. */
export interface MainWindow {
  /** Shows it in front, made anew if its renderer died. */
  show(): void;
  send(event: string, payload: unknown): void;
  /** The contents that may ask main for something; null while there is none. */
  contentsId(): number | null;
  isVisible(): boolean;
  /** Keeps the window out of pictures and recordings of the screen (Windows); what others see there is black. */
  setContentProtection(on: boolean): void;
  /** The badge over the taskbar's button; `words` are what a screen reader says of it. Windows alone has it. */
  setOverlay(state: TrayState, words: string): void;
  /** What the window shows, as it would be printed on A4. */
  pdf(): Promise<Uint8Array>;
  /** Lets the page go for good: false when something typed on it is saved nowhere. The window then stays. */
  leave(): Promise<boolean>;
  destroy(): void;
}

export interface MainWindowOptions {
  readonly session: Session;
  readonly icon: string;
  /** Where the badges of the taskbar's button lie. */
  readonly iconDir: string;
  readonly hidden: boolean;
  readonly words: () => Words;
  readonly contentProtection: () => boolean;
  /** A new page was loaded into a new renderer: its session starts signed out. */
  readonly onNewRenderer: () => void;
  /** The renderer ended, or stopped answering (`unresponsive`). */
  readonly onRendererTrouble: (reason: string) => void;
  /** Windows asks whether its session may end: it may. */
  readonly onSessionEndAsked: () => void;
  /** Windows ends the session: only a few seconds are left. */
  readonly onSessionEnd: () => void;
  /** The person closed the window, which hid it. */
  readonly onHidden: () => void;
}

/** The states worth a badge: what is as usual needs none. */
const overlays: ReadonlySet<TrayState> = new Set(['attention', 'offline', 'paused']);

/** Makes the window. It exists from the start, hidden or not, because Windows tells a session's end to windows alone. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const limit = createCrashLimit(() => performance.now());
  let quitting = false;
  /** The page is gone and was not made anew: the window lives on for the sake of the session's end. */
  let blank = false;
  let window = create(!options.hidden);

  function create(visible: boolean): BrowserWindow {
    blank = false;
    const made = createHardenedWindow(options.session, {
      width: 1366,
      height: 768,
      minWidth: 683,
      minHeight: 480,
      show: false,
      title: 'Clinic Outbox',
      icon: options.icon,
      autoHideMenuBar: true,
      backgroundColor: '#fafafa',
    });
    made.setContentProtection(options.contentProtection());
    if (visible) made.once('ready-to-show', () => made.show());
    made.on('close', (event) => {
      if (quitting) return;
      event.preventDefault();
      made.hide();
      options.onHidden();
    });
    made.on('query-session-end', options.onSessionEndAsked);
    made.on('session-end', options.onSessionEnd);
    made.on('unresponsive', () => void hung(made));
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      options.onRendererTrouble(reason);
      if (!quitting && made === window) void gone();
    });
    options.onNewRenderer();
    void made.loadURL(`${appOrigin}/`);
    return made;
  }

  function replace(visible: boolean): void {
    const old = window;
    window = create(visible);
    old.destroy();
  }

  async function gone(): Promise<void> {
    const visible = window.isVisible();
    if (limit.mayReplace()) return replace(visible);
    blank = true;
    // Nobody looks: it is made anew when somebody asks for it.
    if (!visible) return;
    if (await askAfterCrashes(options.words())) showAnew();
    else if (blank) window.hide();
  }

  async function hung(shown: BrowserWindow): Promise<void> {
    options.onRendererTrouble('unresponsive');
    const answers = new AbortController();
    shown.once('responsive', () => answers.abort());
    shown.once('closed', () => answers.abort());
    const load = !shown.isVisible() || (await askWhileHung(shown, options.words(), answers.signal));
    // Its end is told as any other, and the page comes back.
    if (load && !shown.isDestroyed()) shown.webContents.forcefullyCrashRenderer();
  }

  function showAnew(): void {
    if (quitting || !blank) return;
    limit.forget();
    replace(true);
  }

  return {
    show() {
      if (blank) return showAnew();
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
    setContentProtection(on) {
      if (!window.isDestroyed()) window.setContentProtection(on);
    },
    setOverlay(state, words) {
      if (process.platform !== 'win32' || window.isDestroyed()) return;
      const badge = overlays.has(state)
        ? nativeImage.createFromPath(join(options.iconDir, `overlay-${state}.png`))
        : null;
      window.setOverlayIcon(badge, badge ? words : '');
    },
    async leave() {
      quitting = true;
      if (blank) return true;
      quitting = await leavePage(window);
      return quitting;
    },
    destroy() {
      quitting = true;
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

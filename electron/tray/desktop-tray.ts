import { clipboard } from 'electron/main';
import type { App, Client, TrayView } from '../../core/app-parts.ts';
import type { EventPayload } from '../../core/contract/channels.ts';
import type { Settings } from '../../core/contract/destination.ts';
import type { MainWindow } from '../window/main-window.ts';
import { type Words, wordsIn } from '../words.ts';
import { createTray } from './app-tray.ts';
import { createGlobalKey } from './global-key.ts';
import { createNotices, type Notices } from './notices.ts';
import { pauseAll, resumeAll } from './pause-all.ts';
import { askQuit, countDrafts } from './quit-questions.ts';
import { sentencesOf } from './tray-words.ts';

export interface DesktopTrayOptions {
  readonly app: App;
  readonly iconDir: string;
  readonly window: MainWindow;
  /** The session of the window as it is now: the menu may do what the person who is signed in may. */
  readonly client: () => Client;
  readonly settings: () => Settings;
  /** False where the data does not open. */
  readonly dataOpen: boolean;
  readonly quit: () => void;
}

/** Icon, menu, overlay and notices of the desktop, kept to what core says. */
export interface DesktopTray {
  readonly notices: Notices;
  words(): Words;
  /** Draws everything anew: somebody signed in or out, or the language changed. */
  refresh(): void;
  destroy(): void;
}

const nothingYet: TrayView = {
  state: 'idle',
  pending: 0,
  failed: 0,
  sending: 0,
  sentOfRun: 0,
  nextAutoAt: null,
  lastAcceptedAt: null,
  line: 'up',
  pausedUntil: null,
};

/** Joins tray and notices to the application and its window. */
export function createDesktopTray(options: DesktopTrayOptions): DesktopTray {
  const { app, window, client, settings, dataOpen } = options;
  let view: TrayView = dataOpen ? nothingYet : { ...nothingYet, state: 'attention' };
  const words = () => wordsIn(settings().language);
  const goTo = (place: EventPayload<'navigate'>) => {
    window.show();
    window.send('navigate', place);
  };
  const notices = createNotices({
    queue: () => goTo({ page: 'queue', status: 'failed' }),
    window: () => window.show(),
  });
  const key = createGlobalKey(() => goTo({ page: 'assessment' }));
  const shown = () => {
    const session = client().session();
    const signedIn = session.state === 'signedIn';
    return {
      view,
      words: words(),
      session: {
        signedIn,
        admin: signedIn && session.role === 'admin',
        dataOpen,
        key: key.hold(dataOpen && settings().newAssessmentKey === 'on'),
      },
    };
  };
  const tray = createTray(options.iconDir, shown(), {
    open: () => window.show(),
    newAssessment: () => goTo({ page: 'assessment' }),
    queue: () => goTo({ page: 'queue' }),
    retryFailed: () => goTo({ page: 'queue', status: 'failed', ask: 'retryFailed' }),
    sendWaiting: () => app.sendWaitingNow(),
    pause: (minutes) => void pauseAll(client(), words()('menu.pauseReason'), minutes, Date.now()),
    resume: () => void resumeAll(client()),
    testConnection: () => goTo({ page: 'activity', tab: 'connection' }),
    copyDiagnostics() {
      clipboard.writeText(app.diagnostics());
      notices.say('diagnostics', words());
    },
    settings: () => goTo({ page: 'settings' }),
    async quit() {
      const answer = await askQuit(view, await countDrafts(client()), words());
      if (answer === 'quit') options.quit();
      if (answer === 'showList') goTo({ page: 'reports' });
    },
  });
  const refresh = () => {
    tray.update(shown());
    window.setOverlay(view.state, sentencesOf(view, words(), Date.now())[0] ?? '');
  };
  app.onTray((next) => {
    view = next;
    refresh();
  });
  app.onNotice((notice) => notices.tell(notice, settings(), words()));
  if (!dataOpen) notices.say('closed', words());
  refresh();
  return {
    notices,
    words,
    refresh,
    destroy() {
      key.hold(false);
      tray.destroy();
    },
  };
}

import { Notification } from 'electron/main';
import type { Settings } from '../../core/contract/destination.ts';
import type { Notice } from '../../core/health/notices.ts';
import type { Words } from '../words.ts';
import { noticeWords } from './tray-words.ts';
import { isWanted } from './wanted.ts';

/** Notifications of the system: counts and names of destinations only. */
export interface Notices {
  /** What core finds worth an interruption, unless the person switched its kind off; a click opens what it is about. */
  tell(notice: Notice, settings: Settings, words: Words): void;
  /** What the desktop itself has to say; `key` names title and body among the tray's words. */
  say(key: 'stillRunning' | 'diagnostics' | 'closed', words: Words): void;
}

/** Makes the notices; `open` is what a click on one does. */
export function createNotices(open: { readonly queue: () => void; readonly window: () => void }): Notices {
  // Kept until it is closed: else it is collected and its click is lost.
  const shown = new Set<Notification>();
  const show = (text: { readonly title: string; readonly body: string }, click: () => void) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification(text);
    shown.add(notification);
    notification.on('click', click);
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };
  return {
    tell(notice, settings, words) {
      if (!isWanted(notice, settings)) return;
      show(noticeWords(notice, words), notice.kind === 'needsPerson' ? open.queue : open.window);
    },
    say(key, words) {
      show({ title: words(`notice.${key}`), body: words(`notice.${key}Body`) }, open.window);
    },
  };
}

import { Notification } from 'electron/main';
import type { Notice } from '../../core/health/notices.ts';
import type { Words } from '../words.ts';
import { noticeWords } from './tray-words.ts';

/** Shows what core finds worth an interruption; counts and names of destinations only, and a click opens the queue. */
export function createNotices(openQueue: () => void): (notice: Notice, words: Words) => void {
  // Kept until it is closed: else it is collected and its click is lost.
  let shown: Notification | null = null;
  return (notice, words) => {
    if (!Notification.isSupported()) return;
    shown = new Notification(noticeWords(notice, words));
    shown.on('click', openQueue);
    shown.on('close', () => {
      shown = null;
    });
    shown.show();
  };
}

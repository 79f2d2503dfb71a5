import { Notification } from 'electron/main';
import type { TrayView } from '../../core/app-parts.ts';
import type { Words } from '../words.ts';

const quietMs = 30 * 60_000;

/** At most one notice in half an hour that something needs a person; counts only, and a click opens the queue. */
export function createNotices(openQueue: () => void): (view: TrayView, words: Words) => void {
  let failedBefore: number | null = null;
  let lastShownAt = 0;
  // Kept until it is closed: else it is collected and its click is lost.
  let shown: Notification | null = null;
  return (view, words) => {
    const more = failedBefore !== null && view.failed > failedBefore;
    failedBefore = view.failed;
    if (!more || Date.now() - lastShownAt < quietMs || !Notification.isSupported()) return;
    lastShownAt = Date.now();
    shown = new Notification({
      title: words('notice.needsPerson'),
      body: words('notice.needsPersonBody', { count: view.failed }),
    });
    shown.on('click', openQueue);
    shown.on('close', () => {
      shown = null;
    });
    shown.show();
  };
}

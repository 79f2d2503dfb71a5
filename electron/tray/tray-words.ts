import type { TrayView } from '../../core/app-parts.ts';
import type { Notice } from '../../core/health/notices.ts';
import type { Words } from '../words.ts';
import { durationWords, relativeWords, timeWords } from './tray-time.ts';

/** Windows cuts a tooltip off past this. */
const maxTooltip = 127;

/** The tooltip in counts alone: no names, however short the list. What does not fit is left out whole. */
export function tooltipOf(view: TrayView, words: Words, now: number): string {
  const sentences = sentencesOf(view, words, now);
  for (let count = sentences.length; count > 1; count -= 1) {
    const text = words('tooltip.product', { text: sentences.slice(0, count).join(' ') });
    if (text.length <= maxTooltip) return text;
  }
  return words('tooltip.product', { text: sentences[0] ?? '' }).slice(0, maxTooltip);
}

/** The state in sentences, the most important first: what hides behind the icon's one shape is named too. */
export function sentencesOf(view: TrayView, words: Words, now: number): readonly string[] {
  const { state, pending, failed, line, nextAutoAt } = view;
  const waiting = words('tooltip.waiting', { count: pending });
  const nextMs = nextAutoAt === null ? 0 : nextAutoAt - now;
  const next =
    pending > 0 && line === 'up' && nextMs > 1000
      ? [words('tooltip.nextTry', { duration: durationWords(nextMs, words) })]
      : [];
  switch (state) {
    case 'attention':
      return [
        failed > 0
          ? words('tooltip.attention', { count: failed })
          : words(line === 'stopped' ? 'tooltip.stopped' : 'tooltip.attentionOther'),
        ...lineSentence(view, words),
        ...(pending > 0 ? [waiting] : []),
        ...next,
      ];
    case 'offline':
      return [
        ...lineSentence(view, words),
        ...(pending > 0 ? [words('tooltip.saved', { count: pending })] : []),
      ];
    case 'paused':
      return [...lineSentence(view, words), ...(pending > 0 ? [waiting] : [])];
    case 'sending':
      return [sendingSentence(view, words)];
    case 'waiting':
      return [waiting, ...next];
    case 'idle':
      return [
        view.lastAcceptedAt === null
          ? words('tooltip.idle')
          : words('tooltip.idleAccepted', { time: relativeWords(view.lastAcceptedAt, now, words) }),
      ];
  }
}

/** Which message of the run is on its way: what was accepted since sending last rested, of that and what waits. */
function sendingSentence({ sentOfRun, pending }: TrayView, words: Words): string {
  const count = sentOfRun + pending;
  return words('tooltip.sending', { count, at: Math.min(sentOfRun + 1, count) });
}

function lineSentence({ line, pausedUntil }: TrayView, words: Words): readonly string[] {
  if (line === 'offline' || line === 'unreachable') return [words(`tooltip.${line}`)];
  if (line !== 'paused') return [];
  return [
    pausedUntil === null
      ? words('tooltip.paused')
      : words('tooltip.pausedUntil', { time: timeWords(pausedUntil, words) }),
  ];
}

/** A notification's title and body. */
export function noticeWords(notice: Notice, words: Words): { readonly title: string; readonly body: string } {
  switch (notice.kind) {
    case 'needsPerson':
      return {
        title: words('notice.needsPerson'),
        body: words('notice.needsPersonBody', { count: notice.count }),
      };
    case 'outageStarted':
    case 'outageEnded':
      return {
        title: words(`notice.${notice.kind}`, { destination: notice.destination }),
        body: words(`notice.${notice.kind}Body`),
      };
    case 'alert':
      return {
        title: words(`common:alerts.${notice.code}.title`),
        body: words(`common:alerts.${notice.code}.body`),
      };
  }
}

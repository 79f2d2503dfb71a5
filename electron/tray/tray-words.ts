import type { TrayView } from '../../core/app-parts.ts';
import type { Notice } from '../../core/health/notices.ts';
import type { Words } from '../words.ts';

/** Windows cuts a tooltip off past this. */
const maxTooltip = 127;

/** The tooltip in counts alone: no names, however short the list. */
export function tooltipOf(view: TrayView, words: Words): string {
  return tooltip(view, words).slice(0, maxTooltip);
}

function tooltip(view: TrayView, words: Words): string {
  const { state, pending, failed } = view;
  if (state === 'idle') return words('tooltip.idle');
  if (state !== 'attention') return words(`tooltip.${state}`, { count: pending });
  return failed > 0
    ? words('tooltip.attention', { count: failed, waiting: pending })
    : words('tooltip.attentionPaused', { waiting: pending });
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

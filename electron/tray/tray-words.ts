import type { TrayView } from '../../core/app-parts.ts';
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

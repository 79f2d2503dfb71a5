import type { TFunction } from 'i18next';
import type { Format } from '../shell/format.ts';

/** How many messages a list has; `more`: a search counts no further than `total`. */
export interface Counted {
  readonly total: number;
  readonly more: boolean;
}

/** The number as people read it: `12`, or `1,000+` where there are more. */
export function countWords(t: TFunction, format: Format, { total, more }: Counted): string {
  const number = format.number(total);
  return more ? t('queue:numberOrMore', { number }) : number;
}

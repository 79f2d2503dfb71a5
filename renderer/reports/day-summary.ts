import type { TFunction } from 'i18next';
import type { EndOfDay } from '../../core/contract/report.ts';
import type { Format } from '../shell/format.ts';

const states = ['confirmed', 'waiting', 'needsPerson', 'notSent', 'takenBack'] as const;

/** "42 assessments: 40 confirmed, 1 waiting, 1 needs you". */
export function daySummary(counts: EndOfDay['counts'], t: TFunction, format: Format): string {
  const parts = states
    .filter((state) => counts[state] > 0)
    .map((state) =>
      t(`reports:day.parts.${state}`, { count: counts[state], number: format.number(counts[state]) }),
    );
  return t('reports:day.summary', {
    count: counts.assessments,
    parts: parts.join(t('reports:day.comma')),
  });
}

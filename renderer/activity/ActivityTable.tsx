import { useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import styles from './Activity.module.css';
import type { Bar } from './bars.ts';

/** The bars as a table, newest first: for screen readers, and for whoever wants the number. */
export function ActivityTable({
  bars,
  when,
}: {
  readonly bars: readonly Bar[];
  readonly when: (at: number) => string;
}) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <section className={styles.tableBox} aria-label={t('chart.label')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('accepted')}</th>
            <th scope="col">{t('failed')}</th>
            <th scope="col">{t('table.answer')}</th>
            <th scope="col">{t('table.backlog')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map(({ at, sent, failed, ackMedianMs, backlogMs }) => (
            <tr key={at}>
              <th scope="row">{when(at)}</th>
              <td>{format.number(sent)}</td>
              <td>{format.number(failed)}</td>
              <td>
                {ackMedianMs === null
                  ? '-'
                  : t('milliseconds', { number: format.number(Math.round(ackMedianMs)) })}
              </td>
              <td>{backlogMs === 0 ? '-' : format.age(backlogMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

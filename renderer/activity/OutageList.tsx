import { useTranslation } from 'react-i18next';
import type { Outage } from '../../core/contract/health.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useProblemWords } from '../shell/words.ts';
import styles from './Activity.module.css';

/** When the line was down: from, to, how long and why. One that lasts counts on. */
export function OutageList({ outages }: { readonly outages: readonly Outage[] }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const problem = useProblemWords();
  const now = useNow(1000);
  if (outages.length === 0) return <p className={styles.note}>{t('outages.none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <section className={styles.tableBox} aria-label={t('outages.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('outages.destination')}</th>
            <th scope="col">{t('outages.start')}</th>
            <th scope="col">{t('outages.end')}</th>
            <th scope="col">{t('outages.length')}</th>
            <th scope="col">{t('outages.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {outages.map(({ id, destination, problem: code, startedAt, endedAt }) => (
            <tr key={id}>
              <th scope="row">{destination}</th>
              <td>{format.dateTime(startedAt)}</td>
              <td>{endedAt === null ? t('outages.lasts') : format.dateTime(endedAt)}</td>
              <td>{format.duration((endedAt ?? now) - startedAt)}</td>
              <td>{problem(code).title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

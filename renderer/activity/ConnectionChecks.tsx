import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useProblemWords } from '../shell/words.ts';
import styles from './Activity.module.css';

const refreshMs = 5000;

/** The last checks of the lines: when, what was found in words, how long it took. */
export function ConnectionChecks() {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const problem = useProblemWords();
  const { data, refetch } = useChannel('health.checks', {}, { staleTime: 0 });
  const beat = useNow(refreshMs);
  // Checks are not pushed: a list that is looked at asks.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat is what asks again
  useEffect(() => void refetch(), [beat, refetch]);
  if (!data) return null;
  if (data.length === 0) return <p className={styles.note}>{t('checks.none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <section className={styles.tableBox} aria-label={t('checks.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('checks.time')}</th>
            <th scope="col">{t('checks.destination')}</th>
            <th scope="col">{t('checks.kind')}</th>
            <th scope="col">{t('checks.result')}</th>
            <th scope="col" className={styles.amount}>
              {t('checks.took')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ at, destination, kind, ok, problem: code, durationMs }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two checks may end in the same millisecond; the list only moves down
            <tr key={`${at} ${index}`}>
              <th scope="row">{format.exactTime(at)}</th>
              <td>{destination ?? '-'}</td>
              <td>{t(`checks.kinds.${kind}`)}</td>
              <td className={ok ? styles.good : styles.danger}>
                {ok || code === null ? t(ok ? 'checks.ok' : 'checks.failed') : problem(code).title}
              </td>
              <td className={styles.amount}>
                {t('milliseconds', { number: format.number(Math.round(durationMs)) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

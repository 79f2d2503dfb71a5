import { useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import styles from './Activity.module.css';
import type { Bar } from './bars.ts';

const heightPx = 160;
const stepPx = 24;
const barPx = 18;

/** Accepted and failed as stacked bars. Time runs from left to right in Arabic too, like on every chart of a clinic. */
export function ActivityChart({
  bars,
  when,
}: {
  readonly bars: readonly Bar[];
  readonly when: (at: number) => string;
}) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const most = Math.max(1, ...bars.map(({ sent, failed }) => sent + failed));
  const sum = (of: (bar: Bar) => number) => format.number(bars.reduce((total, bar) => total + of(bar), 0));
  const widthPx = bars.length * stepPx;
  const words = t('chart.summary', { sent: sum(({ sent }) => sent), failed: sum(({ failed }) => failed) });
  return (
    <figure className={styles.figure}>
      <p className={styles.legend}>
        <span className={styles.most}>{t('chart.most', { number: format.number(most) })}</span>
        <span className={styles.sentKey}>{t('accepted')}</span>
        <span className={styles.failedKey}>{t('failed')}</span>
      </p>
      <div className={styles.plot} dir="ltr">
        <svg viewBox={`0 0 ${widthPx} ${heightPx}`} preserveAspectRatio="none" role="img" aria-label={words}>
          {bars.map(({ at, sent, failed }, index) => {
            const x = index * stepPx + (stepPx - barPx) / 2;
            const sentPx = (sent / most) * heightPx;
            const failedPx = (failed / most) * heightPx;
            return (
              <g key={at}>
                <rect className={styles.sent} x={x} y={heightPx - sentPx} width={barPx} height={sentPx} />
                <rect
                  className={styles.failed}
                  x={x}
                  y={heightPx - sentPx - failedPx}
                  width={barPx}
                  height={failedPx}
                />
              </g>
            );
          })}
        </svg>
        <p className={styles.axis} aria-hidden="true">
          {[0, Math.floor(bars.length / 2), bars.length - 1].map((index) => (
            <span key={index} dir="auto">
              {when(bars[index]?.at ?? 0)}
            </span>
          ))}
        </p>
      </div>
    </figure>
  );
}

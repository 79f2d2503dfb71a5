import { useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import type { Bar } from './bars.ts';
import styles from './Chart.module.css';
import { ChartFrame, heightPx, stepPx } from './ChartFrame.tsx';
import { axisEnd } from './chart-scale.ts';

const barPx = 16;

/** Accepted and failed as stacked bars; the failed ones striped. */
export function ActivityChart({
  bars,
  when,
}: {
  readonly bars: readonly Bar[];
  readonly when: (at: number) => string;
}) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const end = axisEnd(Math.max(0, ...bars.map(({ sent, failed }) => sent + failed)));
  const sum = (of: (bar: Bar) => number) => format.number(bars.reduce((total, bar) => total + of(bar), 0));
  const label = t('chart.summary', { sent: sum(({ sent }) => sent), failed: sum(({ failed }) => failed) });
  return (
    <figure className={styles.figure}>
      <ChartFrame
        label={label}
        values={[format.number(end), format.number(end / 2), format.number(0)]}
        times={bars.map(({ at }) => when(at))}
      >
        <FailedStripes />
        {bars.map(({ at, sent, failed }, index) => {
          const x = index * stepPx + (stepPx - barPx) / 2;
          const sentPx = (sent / end) * heightPx;
          const failedPx = (failed / end) * heightPx;
          return (
            <g key={at}>
              <rect className={styles.sent} x={x} y={heightPx - sentPx} width={barPx} height={sentPx} />
              {failed > 0 && (
                <rect
                  className={styles.failed}
                  x={x}
                  y={heightPx - sentPx - failedPx}
                  width={barPx}
                  height={failedPx}
                />
              )}
            </g>
          );
        })}
      </ChartFrame>
      <ul className={styles.legend}>
        <li>
          <svg className={styles.key} viewBox="0 0 14 14" aria-hidden="true">
            <rect className={styles.sent} width={14} height={14} />
          </svg>
          {t('accepted')}
        </li>
        <li>
          <svg className={styles.key} viewBox="0 0 14 14" aria-hidden="true">
            <rect className={styles.failed} x={0.5} y={0.5} width={13} height={13} />
          </svg>
          {t('failed')}
        </li>
      </ul>
    </figure>
  );
}

function FailedStripes() {
  return (
    <defs>
      <pattern
        id="failed-stripes"
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className={styles.stripeGround} width={8} height={8} />
        <line className={styles.stripe} x1={0} x2={0} y1={0} y2={8} />
      </pattern>
    </defs>
  );
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import type { Bar } from './bars.ts';
import styles from './Chart.module.css';
import { ChartFrame, heightPx, stepPx } from './ChartFrame.tsx';
import { ageAxisEnd } from './chart-scale.ts';

/** How long the oldest message waited, as a line over the same times as the bars above. */
export function BacklogChart({
  bars,
  when,
}: {
  readonly bars: readonly Bar[];
  readonly when: (at: number) => string;
}) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const most = Math.max(0, ...bars.map(({ backlogMs }) => backlogMs));
  if (most === 0) return <p className={styles.legend}>{t('backlog.none')}</p>;
  const end = ageAxisEnd(most);
  const points = bars.map(({ backlogMs }, index) => {
    const y = heightPx - (backlogMs / end) * heightPx;
    return `${index * stepPx},${y} ${(index + 1) * stepPx},${y}`;
  });
  const foot = `${bars.length * stepPx},${heightPx} 0,${heightPx}`;
  return (
    <ChartFrame
      low
      label={t('backlog.summary', { age: format.age(most) })}
      values={[format.age(end), format.age(end / 2), format.number(0)]}
      times={bars.map(({ at }) => when(at))}
    >
      <polygon className={styles.age} points={`${points.join(' ')} ${foot}`} />
    </ChartFrame>
  );
}

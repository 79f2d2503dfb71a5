import type { ReactNode } from 'react';
import styles from './Chart.module.css';
import { namedBars } from './chart-scale.ts';

/** Width of one bar's place and height of the plot, in the drawing's own units: it is stretched to the width there is. */
export const stepPx = 24;
export const heightPx = 160;

const names = 8;

/**
 * Axes around a drawing: three values at the side, some times below. Time runs from left to right in Arabic too, as on every
 * chart of a clinic.
 */
export function ChartFrame({
  label,
  values,
  times,
  low = false,
  children,
}: {
  /** What a screen reader says in place of the drawing. */
  readonly label: string;
  /** The top, the middle and the foot of the axis. */
  readonly values: readonly [string, string, string];
  readonly times: readonly string[];
  readonly low?: boolean;
  readonly children: ReactNode;
}) {
  const widthPx = times.length * stepPx;
  return (
    <div className={styles.frame} dir="ltr" data-low={low}>
      <div className={styles.values} aria-hidden="true">
        {values.map((value) => (
          <bdi key={value}>{value}</bdi>
        ))}
      </div>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${widthPx} ${heightPx}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {[0, heightPx / 2].map((y) => (
          <line key={y} className={styles.grid} x1={0} x2={widthPx} y1={y} y2={y} />
        ))}
        {children}
      </svg>
      <div className={styles.times} aria-hidden="true">
        {namedBars(times.length, names).map((index) => (
          // The place is the frame's, whose time runs from the left; an Arabic name has a direction of its own.
          <span
            key={index}
            className={styles.time}
            style={{ insetInlineStart: `${((index + 0.5) / times.length) * 100}%` }}
          >
            <bdi>{times[index]}</bdi>
          </span>
        ))}
      </div>
    </div>
  );
}

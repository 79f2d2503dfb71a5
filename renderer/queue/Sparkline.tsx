import styles from './Figures.module.css';
import { type SuccessDay, sparkPoints } from './spark-line.ts';

const width = 64;
const height = 16;

/** The success of seven days as a line. The number beside it says the same in words, so it is a picture alone. */
export function Sparkline({ days }: { readonly days: readonly SuccessDay[] }) {
  const points = sparkPoints(days, width, height);
  if (points === '') return null;
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

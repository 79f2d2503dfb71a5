import { useId } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import styles from './Assessment.module.css';

/** A result of what is typed, live; a dash until there is one. */
export function Computed({
  label,
  value,
  explained,
  notable = false,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly explained: ReactNode;
  /** Worth a second look: it stands out, and its words say why. */
  readonly notable?: boolean;
}) {
  const id = useId('computed');
  return (
    <div className={styles.computed}>
      <span id={id}>{label}</span>
      {/* Not announced on each key: it is read when the nurse comes to it. */}
      <output
        aria-labelledby={id}
        aria-live="off"
        className={styles.computedValue}
        data-notable={notable || undefined}
      >
        {value ?? '–'}
      </output>
      <span className={styles.muted}>{explained}</span>
    </div>
  );
}

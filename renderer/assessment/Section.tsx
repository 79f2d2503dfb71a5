import { useId } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import styles from './Assessment.module.css';

/** A part of the paper form under its heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId('section');
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 id={id} className={styles.sectionTitle}>
        {title}
      </h2>
      {children}
    </section>
  );
}

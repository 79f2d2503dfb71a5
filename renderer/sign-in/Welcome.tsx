import type { ReactNode } from 'react';
import { AppearanceButtons } from '../shell/AppearanceButtons.tsx';
import { ProductMark } from '../shell/ProductMark.tsx';
import styles from './Welcome.module.css';

/** The page of somebody who is not signed in: a card in the middle, language and theme below it. */
export function Welcome({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.head}>
          <ProductMark />
          <h1 className={styles.title}>{title}</h1>
        </header>
        {children}
      </div>
      <div className={styles.foot}>
        <AppearanceButtons />
      </div>
    </main>
  );
}

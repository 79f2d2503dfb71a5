import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import styles from './Page.module.css';

/*
 * <Page title={t('queue:title')} actions={<Button .../>} fill>...</Page>
 *   fill: the page is exactly as high as the window and its content scrolls itself (the queue's grid)
 * styles.card of Page.module.css: the white card of a section
 */

/** A page of the window: its heading, the actions that belong to all of it, and its content. */
export function Page({
  title,
  actions,
  fill = false,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={mergeClasses(styles.page, fill && styles.fill)}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

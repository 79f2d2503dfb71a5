import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ShortcutList.module.css';
import { shortcuts } from './shortcuts.ts';

/** All keys on one page; F1 or `?` opens it. */
export function ShortcutList({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <Keys />
      </DialogSurface>
    </Dialog>
  );
}

/** The list itself. It is there for as long as the dialog is: when it goes, nothing hides the page from the keyboard any more. */
function Keys() {
  const { t } = useTranslation('shell');
  const before = useRef<Element | null>(null);
  // Keys open it from anywhere: there is no button to go back to, but the place where the person was.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    return () => {
      const place = before.current;
      // After Fluent has given the focus to the body.
      setTimeout(() => place instanceof HTMLElement && place.isConnected && place.focus(), 50);
    };
  }, []);
  return (
    <DialogBody>
      <DialogTitle>{t('shortcuts.title')}</DialogTitle>
      {/* Higher than a small window: arrow keys scroll it. */}
      <DialogContent className={styles.list} tabIndex={0}>
        {shortcuts.map(({ group, keys }) => (
          <section key={group} aria-labelledby={`shortcuts-${group}`}>
            <h3 id={`shortcuts-${group}`} className={styles.heading}>
              {t(`shortcuts.${group}`)}
            </h3>
            <dl className={styles.keys}>
              {keys.map(({ words, press }) => (
                <div key={words} className={styles.row}>
                  <dt>{t(`shortcuts.${words}`)}</dt>
                  <dd dir="ltr">
                    {press.map((key) => (
                      <kbd key={key} className={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
      <DialogActions>
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="primary">{t('shortcuts.close')}</Button>
        </DialogTrigger>
      </DialogActions>
    </DialogBody>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  useRestoreFocusSource,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import styles from './ShortcutList.module.css';
import { shortcuts } from './shortcuts.ts';

/** All keys on one page; F1 or `?` opens it. */
export function ShortcutList({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  const restoreFocus = useRestoreFocusSource();
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface {...restoreFocus}>
        <DialogBody>
          <DialogTitle>{t('shortcuts.title')}</DialogTitle>
          <DialogContent className={styles.list}>
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
      </DialogSurface>
    </Dialog>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './KeyList.module.css';

/** What the keyboard does here, in groups; the keys themselves are the same in every language. */
const groups = {
  everywhere: ['Ctrl+1', 'Ctrl+2', 'Ctrl+3', 'Ctrl+4', 'Ctrl+N', '/', 'F5', '?', 'Esc'],
  list: [
    'Arrows',
    'Home',
    'CtrlHome',
    'PageDown',
    'Space',
    'ShiftArrows',
    'Ctrl+A',
    'Enter',
    'R',
    'ShiftF10',
  ],
} as const;

/** The list of shortcuts, opened by `?` or F1. `onGone` tells that it has left the page, and the keyboard with it. */
export function KeyList({
  open,
  onClose,
  onGone,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onGone: () => void;
}) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <Keys onClose={onClose} onGone={onGone} />
      </DialogSurface>
    </Dialog>
  );
}

function Keys({ onClose, onGone }: { readonly onClose: () => void; readonly onGone: () => void }) {
  const { t } = useTranslation('queue');
  useEffect(() => onGone, [onGone]);
  return (
    <DialogBody>
      <DialogTitle>{t('keyList.title')}</DialogTitle>
      <DialogContent className={styles.columns}>
        {(['everywhere', 'list'] as const).map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t(`keyList.${group}`)}</h3>
            <dl className={styles.keys}>
              {groups[group].map((key) => (
                <div key={key}>
                  <dt>
                    <kbd dir="ltr">{t(`keyList.keys.${key}.name`)}</kbd>
                  </dt>
                  <dd>{t(`keyList.keys.${key}.does`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

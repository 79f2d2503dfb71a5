import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import styles from '../form/FormDialog.module.css';
import type { Losable } from './unsaved.ts';

/** Asked before a page is left on which something would be lost. Escape and Enter stay. */
export function UnsavedDialog({
  open,
  losing,
  answer,
}: {
  readonly open: boolean;
  readonly losing: Losable;
  readonly answer: (leave: boolean) => void;
}) {
  const { t } = useTranslation('shell');
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && answer(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(`unsaved.${losing}.title`)}</DialogTitle>
          <DialogContent>{t(`unsaved.${losing}.body`)}</DialogContent>
          <DialogActions className={styles.actions}>
            <Button appearance="primary" onClick={() => answer(false)}>
              {t('unsaved.stay')}
            </Button>
            <Button onClick={() => answer(true)}>{t(`unsaved.${losing}.leave`)}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

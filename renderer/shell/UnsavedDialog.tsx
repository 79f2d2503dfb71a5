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

/** Asked before a page is left on which something was typed and not saved. Escape and Enter stay. */
export function UnsavedDialog({
  open,
  answer,
}: {
  readonly open: boolean;
  readonly answer: (leave: boolean) => void;
}) {
  const { t } = useTranslation('shell');
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && answer(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('unsaved.title')}</DialogTitle>
          <DialogContent>{t('unsaved.body')}</DialogContent>
          <DialogActions className={styles.actions}>
            <Button appearance="primary" onClick={() => answer(false)}>
              {t('unsaved.stay')}
            </Button>
            <Button onClick={() => answer(true)}>{t('unsaved.leave')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

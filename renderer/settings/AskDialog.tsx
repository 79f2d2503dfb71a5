import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks before something that cannot be taken back, and stays open while it is done. */
export function AskDialog({
  open,
  close,
  title,
  doIt,
  act,
  busyWords,
  children,
}: {
  readonly open: boolean;
  readonly close: () => void;
  readonly title: string;
  /** The words of the button that does it. */
  readonly doIt: string;
  readonly act: () => Promise<void>;
  readonly busyWords?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await act();
    setBusy(false);
    close();
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && !busy && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>
            <Button disabled={busy} onClick={close}>
              {t('cancel')}
            </Button>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => void go()}>
              {busy && busyWords ? busyWords : doIt}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

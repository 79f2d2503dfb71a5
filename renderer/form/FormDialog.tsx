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
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './FormDialog.module.css';

/** What the form inside needs from its dialog. */
export interface FormDialogContent {
  readonly fields: ReactNode;
  readonly submitLabel: string;
  readonly busy: boolean;
  /** Saves; true when it is done and the dialog may close. */
  readonly submit: () => Promise<boolean>;
}

/**
 * A form in a dialog. It belongs to the button that opens it, so that the focus goes back there whichever way it is closed;
 * its content is made anew each time, so that it never shows what was typed before.
 */
export function FormDialog({
  title,
  trigger,
  form,
}: {
  readonly title: string;
  readonly trigger: ReactElement;
  /** Makes the form, which hands what it needs from the dialog to `show`. */
  readonly form: (show: (content: FormDialogContent) => ReactNode) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>{trigger}</DialogTrigger>
      <DialogSurface>
        {form((content) => (
          <DialogForm title={title} content={content} close={() => setOpen(false)} />
        ))}
      </DialogSurface>
    </Dialog>
  );
}

function DialogForm({
  title,
  content,
  close,
}: {
  readonly title: string;
  readonly content: FormDialogContent;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const { fields, submitLabel, busy, submit } = content;
  const submitted = async () => {
    if (await submit()) close();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submitted();
      }}
    >
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent className={styles.fields}>{fields}</DialogContent>
        <DialogActions className={styles.actions}>
          <DialogTrigger disableButtonEnhancement>
            <Button>{t('cancel')}</Button>
          </DialogTrigger>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            {submitLabel}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import dialog from '../form/FormDialog.module.css';
import { TextField } from '../form/TextField.tsx';
import { useConfirmQuestion } from './person-confirmed.ts';

/** Asks an administrator for the password once more, whatever page or dialog it was that main refused. */
export function ConfirmPerson({ name, locked }: { readonly name: string; readonly locked: boolean }) {
  const question = useConfirmQuestion();
  // What a locked session was about to do is not done by whoever comes back.
  useEffect(() => {
    if (locked) question?.answer(false);
  }, [locked, question]);
  return question && !locked ? <ConfirmDialog name={name} answer={question.answer} /> : null;
}

function ConfirmDialog({
  name,
  answer,
}: {
  readonly name: string;
  readonly answer: (confirmed: boolean) => void;
}) {
  const { t } = useTranslation('confirm');
  const { run, busy } = useCall('session.confirm');
  const [error, setError] = useState<AppError | null>(null);
  const { control, handleSubmit, resetField, setFocus } = useForm({ defaultValues: { secret: '' } });
  useReturnedFocus();
  const submit = handleSubmit(async ({ secret }) => {
    setError(null);
    const result = await run({ secret });
    if (result.ok) return answer(true);
    setError(result.error);
    resetField('secret');
    setFocus('secret');
  });
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && !busy && answer(false)}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <DialogBody>
            <DialogTitle>{t('title')}</DialogTitle>
            <DialogContent className={dialog.fields}>
              <p>{t('body')}</p>
              <TextField
                control={control}
                name="secret"
                kind="secret"
                label={t('secret', { name })}
                autoFocus
                autoComplete="current-password"
              />
              <ErrorBar title={t('failed')} error={error} />
            </DialogContent>
            <DialogActions className={dialog.actions}>
              <Button disabled={busy} onClick={() => answer(false)}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={busy}>
                {t('confirm')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** The focus goes back to the button that was pressed: this dialog has no trigger that would see to it. */
function useReturnedFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus());
    },
    [before],
  );
}

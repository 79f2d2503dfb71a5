import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../core/contract/message.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { TextField } from '../form/TextField.tsx';
import { useNotify } from '../shell/notices.tsx';

const refreshes = ['queue.query', 'queue.counts', 'message.detail', 'assessment.history'] as const;

/** For an admin: takes an unsent message out for good, with a reason. It asks first, because nothing brings it back. */
export function CancelMessage({ row }: { readonly row: QueueRow }) {
  const { t } = useTranslation('queue');
  return (
    <FormDialog
      title={t('cancelMessage.title')}
      trigger={
        <Button size="small" appearance="subtle">
          {t('cancelMessage.open')}
        </Button>
      }
      form={(show) => <CancelForm row={row}>{show}</CancelForm>}
    />
  );
}

function CancelForm({
  row,
  children,
}: {
  readonly row: QueueRow;
  readonly children: (content: FormDialogContent) => ReactNode;
}) {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const { run, busy } = useCall('message.cancel', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  const { control, handleSubmit, setError: setFieldError } = useForm({ defaultValues: { reason: '' } });
  const submit = async () => {
    let done = false;
    await handleSubmit(async ({ reason }) => {
      setError(null);
      if (reason.trim().length < 3)
        return setFieldError('reason', { type: 'missing' }, { shouldFocus: true });
      const result = await run({ ids: [row.id], reason });
      if (!result.ok) return setError(result.error);
      done = true;
      const { cancelled } = result.value;
      notify(
        cancelled > 0
          ? { kind: 'success', text: t('cancelMessage.done', { count: cancelled }) }
          : { kind: 'error', text: t('cancelMessage.tooLate') },
      );
    })();
    return done;
  };
  const fields = (
    <>
      <p>{t('cancelMessage.intro')}</p>
      {row.kind.startsWith('ADT^A04') && <p>{t('cancelMessage.takesAlong')}</p>}
      <TextField
        control={control}
        name="reason"
        label={t('cancelMessage.reason')}
        hint={t('cancelMessage.reasonHint')}
        required
        autoFocus
      />
      <ErrorBar title={t('cancelMessage.notDone')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t('cancelMessage.do'), busy, submit });
}

import { Button } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { TextField } from '../form/TextField.tsx';
import { useNotify } from '../shell/notices.tsx';

const refreshes = [
  'assessment.history',
  'student.record',
  'queue.query',
  'queue.counts',
  'message.detail',
] as const;

/** Takes a whole assessment back, with a reason. It asks first, because nothing undoes it. */
export function EnteredInError({ id, date }: { readonly id: string; readonly date: string }) {
  const { t } = useTranslation('student');
  return (
    <FormDialog
      title={t('error.title')}
      trigger={
        <Button size="small" appearance="subtle" aria-label={t('history.errorOf', { date })}>
          {t('history.error')}
        </Button>
      }
      form={(show) => <ErrorForm id={id}>{show}</ErrorForm>}
    />
  );
}

function ErrorForm({
  id,
  children,
}: {
  readonly id: string;
  readonly children: (content: FormDialogContent) => ReactNode;
}) {
  const { t } = useTranslation('student');
  const notify = useNotify();
  const { run, busy } = useCall('assessment.enteredInError', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  const changeId = useRef(crypto.randomUUID());
  const { control, getValues, setError: setFieldError } = useForm({ defaultValues: { reason: '' } });
  const submit = async () => {
    setError(null);
    const reason = getValues('reason').trim();
    if (reason.length < 3) {
      setFieldError('reason', { type: 'missing' }, { shouldFocus: true });
      return false;
    }
    const result = await run({ id, changeId: changeId.current, reason });
    if (!result.ok) {
      setError(result.error);
      return false;
    }
    const count = result.value.messageIds.length;
    notify({
      kind: 'success',
      text: count > 0 ? t('error.done', { count }) : t('error.doneQuietly'),
    });
    return true;
  };
  const fields = (
    <>
      <p>{t('error.intro')}</p>
      <TextField
        control={control}
        name="reason"
        label={t('error.reason')}
        hint={t('error.reasonHint')}
        required
        autoFocus
      />
      <ErrorBar title={t('error.notDone')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t('error.do'), busy, submit });
}

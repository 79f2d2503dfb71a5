import { Button } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../core/contract/message.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { useNotify } from '../shell/notices.tsx';

const refreshes = ['queue.query', 'queue.counts', 'message.detail'] as const;

interface SendAgainProps {
  readonly row: QueueRow;
  readonly onOpen: (id: number) => void;
}

/** For an admin: sends what was accepted once more, as a new message. It warns first, because the receiver may keep both. */
export function SendAgain(props: SendAgainProps) {
  const { t } = useTranslation('queue');
  return (
    <FormDialog
      title={t('sendAgain.title')}
      trigger={
        <Button size="small" appearance="subtle" icon={<SendRegular />}>
          {t('sendAgain.open')}
        </Button>
      }
      form={(show) => <SendAgainForm {...props}>{show}</SendAgainForm>}
    />
  );
}

function SendAgainForm({
  row,
  onOpen,
  children,
}: SendAgainProps & { readonly children: (content: FormDialogContent) => ReactNode }) {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const { run, busy } = useCall('message.sendAgain', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    setError(null);
    const result = await run({ id: row.id });
    if (!result.ok) {
      setError(result.error);
      return false;
    }
    notify({ kind: 'success', text: t('sendAgain.done') });
    onOpen(result.value.id);
    return true;
  };
  const fields = (
    <>
      <p>{t('sendAgain.warning')}</p>
      <p>{t('sendAgain.what')}</p>
      <ErrorBar title={t('detail.notResent')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t('sendAgain.do'), busy, submit });
}

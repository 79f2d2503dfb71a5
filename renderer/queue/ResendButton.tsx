import { Button } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords, fieldName } from '../shell/words.ts';

const refreshes = ['queue.query', 'queue.counts', 'message.detail'] as const;

/** Builds a refused message again from what is recorded now; the new one takes its place and is shown. */
export function ResendButton({ id, onOpen }: { readonly id: number; readonly onOpen: (id: number) => void }) {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const { run, busy } = useCall('message.sendAgain', { refreshes });
  const resend = async () => {
    const result = await run({ id });
    if (result.ok) {
      notify({ kind: 'success', text: t('detail.resent') });
      onOpen(result.value.id);
      return;
    }
    const missing = result.error.fields?.[0]?.path;
    notify({
      kind: 'error',
      text: t('detail.notResent'),
      detail: missing
        ? t('detail.stillMissing', { field: fieldName(t, missing) })
        : errorWords(t, result.error),
    });
  };
  return (
    <Button size="small" icon={<SendRegular />} disabledFocusable={busy} onClick={() => void resend()}>
      {t('detail.resend')}
    </Button>
  );
}

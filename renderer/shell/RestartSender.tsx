import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api-hooks.ts';
import { useNotify } from './notices.tsx';
import { errorWords } from './words.ts';

/** Starts the sender anew where it does not run. */
export function RestartSender({ small = false }: { readonly small?: boolean }) {
  const { t } = useTranslation('activity');
  const notify = useNotify();
  const { run, busy } = useCall('drainer.restart', { refreshes: ['health.get'] });
  const restart = async () => {
    const result = await run({});
    notify(
      result.ok
        ? { kind: 'success', text: t('sender.restarted') }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <Button
      size={small ? 'small' : 'medium'}
      appearance={small ? 'secondary' : 'primary'}
      disabledFocusable={busy}
      onClick={() => void restart()}
    >
      {t(busy ? 'sender.restarting' : 'sender.restart')}
    </Button>
  );
}

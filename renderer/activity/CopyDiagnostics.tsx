import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api-hooks.ts';
import { copyText } from '../copy-text.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';

/** Puts versions, counts and codes into the clipboard for whoever helps. */
export function CopyDiagnostics() {
  const { t } = useTranslation('activity');
  const notify = useNotify();
  const { run, busy } = useCall('support.bundle');
  const copy = async () => {
    const result = await run({});
    if (!result.ok) notify({ kind: 'error', text: errorWords(t, result.error) });
    else if (copyText(result.value.text))
      notify({ kind: 'success', text: t('diagnostics.copied'), detail: t('diagnostics.noPatient') });
    else notify({ kind: 'error', text: t('diagnostics.notCopied') });
  };
  return (
    <Button icon={<CopyRegular />} disabledFocusable={busy} onClick={() => void copy()}>
      {t('diagnostics.copy')}
    </Button>
  );
}

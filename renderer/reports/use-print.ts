import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelInput } from '../../core/contract/channels.ts';
import { useCall } from '../api-hooks.ts';
import { saveFile } from '../save-file.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';

/**
 * Brings the page to paper: the desktop makes a PDF and asks where to put it, a browser opens its own print dialog. Who printed
 * what is written down either way.
 */
export function usePrint(document: ChannelInput<'document.pdf'>): {
  readonly print: () => Promise<void>;
  readonly busy: boolean;
} {
  const { t } = useTranslation('reports');
  const notify = useNotify();
  const { run, busy } = useCall('document.pdf');
  const { document: kind, subject } = document;
  const print = useCallback(async () => {
    const result = await run({ document: kind, subject });
    if (!result.ok)
      return notify({ kind: 'error', text: t('printFailed'), detail: errorWords(t, result.error) });
    const { pdfBase64, fileName } = result.value;
    if (pdfBase64 === null) window.print();
    else saveFile(fileName, bytesOf(pdfBase64), 'application/pdf');
  }, [run, kind, subject, notify, t]);
  return { print, busy };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

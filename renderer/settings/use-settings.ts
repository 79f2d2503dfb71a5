import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../core/contract/destination.ts';
import { channelKey, useCall, useChannel } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import { useManaged } from './use-managed.ts';

/** The settings of this PC as main has them, and how to change one; a refusal is shown as a notice. */
export function useSettings() {
  const { t } = useTranslation();
  const notify = useNotify();
  const client = useQueryClient();
  const settings = useChannel('settings.get', {}).data;
  const fixed = useManaged()?.settings ?? [];
  const { run, busy } = useCall('settings.save');
  return {
    /** Undefined until main has answered. */
    settings,
    isFixed: (key: keyof Settings) => fixed.includes(key),
    busy,
    async change(part: Partial<Settings>): Promise<void> {
      const result = await run(part);
      if (result.ok) client.setQueryData(channelKey('settings.get', {}), result.value);
      else notify({ kind: 'error', text: errorWords(t, result.error) });
    },
  };
}

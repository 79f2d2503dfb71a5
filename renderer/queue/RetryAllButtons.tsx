import { Button, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useCounts } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import type { Retry } from './use-retry.ts';

/** Retry for a whole state, with its number; at 0 it says why it does nothing. */
export function RetryAllButtons({ retry }: { readonly retry: Retry }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const counts = useCounts();
  const restoreFocus = useRestoreFocusTarget();
  const button = (status: 'pending' | 'failed') => {
    const count = counts?.[status] ?? 0;
    const all = (
      <Button
        appearance={status === 'failed' && count > 0 ? 'primary' : 'secondary'}
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={retry.busy || count === 0}
        onClick={() =>
          void retry.ask(
            { status, asOf: Date.now() },
            [t(`tabs.${status}`), t('filters.allSchools'), t('periods.any')].join(' · '),
          )
        }
        {...restoreFocus}
      >
        {t(`retry.all.${status}`, { number: format.number(count) })}
      </Button>
    );
    if (count > 0) return all;
    return (
      <Tooltip content={t(`retry.none.${status}`)} relationship="description">
        {all}
      </Tooltip>
    );
  };
  return (
    <>
      {button('pending')}
      {button('failed')}
    </>
  );
}

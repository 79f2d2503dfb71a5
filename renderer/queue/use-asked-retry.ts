import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Place, useNavigation } from '../shell/navigation.ts';
import type { Retry } from './use-retry.ts';

/** The tray's "Retry failed...": asks what the button of the page asks, once for each time that the tray asked. */
export function useAskedRetry(retry: Pick<Retry, 'ask'>, mayRetry: boolean): void {
  const { t } = useTranslation('queue');
  const { place } = useNavigation();
  const answered = useRef<Place | null>(null);
  useEffect(() => {
    if (!mayRetry || place.page !== 'queue' || place.ask !== 'retryFailed' || answered.current === place)
      return;
    answered.current = place;
    const scopeText = [t('tabs.failed'), t('filters.allSchools'), t('periods.any')].join(' · ');
    void retry.ask({ status: 'failed', asOf: Date.now() }, 'failed', scopeText);
  }, [place, mayRetry, retry, t]);
}

import { useTranslation } from 'react-i18next';
import { useHealth } from '../api-hooks.ts';

/** What will happen after a save, by the drainer's own findings: nothing is promised that the line does not allow. */
export function useSendingPromise(): string {
  const { t } = useTranslation('assessment');
  const health = useHealth();
  if (!health) return '';
  const { links } = health;
  const [first, ...others] = links;
  if (!first) return t('save.waits');
  if (links.some(({ state }) => state === 'paused')) return t('save.paused');
  if (links.some(({ state }) => state === 'offline' || state === 'unreachable')) return t('save.whenOnline');
  return others.length > 0 ? t('save.nowToAll') : t('save.now', { name: first.name });
}

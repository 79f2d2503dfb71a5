import { Button } from '@fluentui/react-components';
import { InfoFilled } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../core/contract/session.ts';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useNavigation } from './navigation.ts';
import styles from './SendingBanner.module.css';

const refreshMs = 5000;

/** Says what messages wait for while the set-up is not complete, and leads an administrator back to it. Saving goes on. */
export function SetupBanner({ role }: { readonly role: Role }) {
  const { t, i18n } = useTranslation('shell');
  const { place, go } = useNavigation();
  const { data, refetch } = useChannel('setup.get', {}, { staleTime: 0 });
  const unfinished = (data?.missing.length ?? 0) > 0;
  const beat = useNow(refreshMs);
  // What is missing is made up for on many pages, and none of them need know of this line.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat is what asks again
  useEffect(() => {
    if (unfinished) void refetch();
  }, [beat, unfinished, refetch]);
  if (!data || !unfinished || place.page === 'setup') return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const missing = list.format(data.missing.map((need) => t(`setupBanner.needs.${need}`)));
  return (
    <section aria-label={t('setupBanner.label')} className={styles.banner}>
      <span className={styles.icon} aria-hidden="true">
        <InfoFilled />
      </span>
      <p className={styles.words}>
        <strong role="status">{t('setupBanner.title')}</strong> {t('setupBanner.body', { missing })}{' '}
        {role !== 'admin' && t('setupBanner.tell')}
      </p>
      {role === 'admin' && (
        <Button size="small" className={styles.button} onClick={() => go({ page: 'setup' })}>
          {t('setupBanner.continue')}
        </Button>
      )}
    </section>
  );
}

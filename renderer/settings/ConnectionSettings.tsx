import { Button, mergeClasses } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../api-hooks.ts';
import page from '../shell/Page.module.css';
import { DestinationCard } from './DestinationCard.tsx';
import { DestinationForm } from './DestinationForm.tsx';
import { LoadedList } from './LoadedList.tsx';
import { NetworkSettings } from './NetworkSettings.tsx';
import styles from './SettingsPage.module.css';

/** Where messages go: one card for each destination, and how this PC reaches the network. */
export function ConnectionSettings() {
  const { t } = useTranslation();
  const query = useChannel('destination.list', {});
  const [adding, setAdding] = useState(false);
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <p className={mergeClasses(styles.note, styles.grow)}>{t('settings:destination.intro')}</p>
        <Button icon={<AddRegular />} disabled={adding} onClick={() => setAdding(true)}>
          {t('settings:destination.add')}
        </Button>
      </div>
      <LoadedList query={query} empty={t('settings:destination.empty')}>
        {(destinations) =>
          destinations.map((destination) => (
            <DestinationCard key={destination.id} destination={destination} />
          ))
        }
      </LoadedList>
      {adding && (
        <section className={mergeClasses(page.card, styles.section)}>
          <h2 className={styles.heading}>{t('settings:destination.newTitle')}</h2>
          <DestinationForm destination={null} saved={() => setAdding(false)}>
            {() => <Button onClick={() => setAdding(false)}>{t('cancel')}</Button>}
          </DestinationForm>
        </section>
      )}
      <NetworkSettings />
    </div>
  );
}

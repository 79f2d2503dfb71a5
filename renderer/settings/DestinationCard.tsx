import { Badge, MessageBar, MessageBarBody, MessageBarTitle, mergeClasses } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import { useFormat } from '../shell/format.ts';
import page from '../shell/Page.module.css';
import { useProblemWords } from '../shell/words.ts';
import { ClientCertificate } from './ClientCertificate.tsx';
import { ConnectionTest } from './ConnectionTest.tsx';
import { DestinationForm } from './DestinationForm.tsx';
import { OnboardingList } from './OnboardingList.tsx';
import { PauseOrResume } from './PauseOrResume.tsx';
import { readProfile } from './profile-json.ts';
import { RebuildOffer } from './RebuildOffer.tsx';
import styles from './SettingsPage.module.css';

/** One destination: its state, its profile and secret, the connection test, pause and resume. */
export function DestinationCard({ destination }: { readonly destination: DestinationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useProblemWords();
  const { name, enabled, paused, pausedProblem, pausedUntil, profileVersion } = destination;
  const state = !enabled
    ? t('settings:destination.stateOff')
    : !paused
      ? t('settings:destination.stateOn')
      : pausedUntil === null
        ? t('settings:destination.statePaused')
        : t('settings:destination.statePausedUntil', { time: format.time(pausedUntil) });
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-label={name}>
      <div className={styles.head}>
        <h2 className={styles.heading}>
          <bdi>{name}</bdi>
        </h2>
        <Badge
          appearance="tint"
          size="large"
          color={!enabled ? 'informative' : paused ? 'warning' : 'success'}
        >
          {state}
        </Badge>
        {destination.mapping === 'unconfirmed' && (
          <Badge appearance="tint" size="large" color="warning">
            {t('profiles:mapping.unconfirmed')}
          </Badge>
        )}
        {destination.plain && (
          <Badge appearance="tint" size="large" color="danger">
            {t('network:plain.badge')}
          </Badge>
        )}
        <span className={styles.note}>{t('settings:destination.version', { version: profileVersion })}</span>
        <PauseOrResume destination={destination} />
      </div>
      {pausedProblem && (
        <p className={styles.missing}>
          {words(pausedProblem).title}: {words(pausedProblem).sentence}
        </p>
      )}
      {destination.plain && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('network:plain.title', { name: `\u2068${name}\u2069` })}</MessageBarTitle>
            {t('network:plain.body')}
          </MessageBarBody>
        </MessageBar>
      )}
      <RebuildOffer key={profileVersion} destination={destination} />
      <DestinationForm destination={destination} saved={() => {}}>
        {(changed) => <ConnectionTest destination={destination} changed={changed} />}
      </DestinationForm>
      {(destination.clientCertificate || speaksTls(destination)) && (
        <ClientCertificate destination={destination} />
      )}
      <OnboardingList destination={destination} />
    </section>
  );
}

/** Whether a client certificate could ever be shown: files and plain lines have no use for one. */
function speaksTls({ profile }: DestinationView): boolean {
  const transport = readProfile(profile)?.transport;
  return transport === 'mllps' || transport === 'http';
}

import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useCall, useChannel, useHealth, useIsAdmin } from '../api-hooks.ts';
import { ConnectionTest } from '../settings/ConnectionTest.tsx';
import { PauseOrResume } from '../settings/PauseOrResume.tsx';
import { useNotify } from '../shell/notices.tsx';
import cards from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import styles from './Activity.module.css';
import { ConnectionChecks } from './ConnectionChecks.tsx';

/** The lines: the doctor and the pause for administrators, a check for everybody, and what the last checks found. */
export function ConnectionTab() {
  const { t } = useTranslation('activity');
  const admin = useIsAdmin();
  return (
    <>
      {admin ? <Doctor /> : <CheckNow />}
      <section className={cards.card}>
        <h2 className={styles.heading}>{t('checks.title')}</h2>
        <p className={styles.note}>{t('checks.intro')}</p>
        <ConnectionChecks />
      </section>
    </>
  );
}

function Doctor() {
  const { t } = useTranslation('activity');
  const destinations = useChannel('destination.list', {}).data ?? [];
  return destinations.map((destination) => (
    <section key={destination.id} className={`${cards.card} ${styles.doctor}`}>
      <div className={styles.choices}>
        <h2 className={styles.heading}>{t('doctor.title', { name: destination.name })}</h2>
        <PauseOrResume destination={destination} />
      </div>
      <ConnectionTest destination={destination} changed={false} />
    </section>
  ));
}

/** A nurse may look whether the line is there; the steps and the key are an administrator's. */
function CheckNow() {
  const { t } = useTranslation('activity');
  const notify = useNotify();
  const links = useHealth()?.links ?? [];
  const { run, busy } = useCall('destination.resume', { refreshes: ['health.get', 'health.checks'] });
  const check = async (id: string) => {
    const result = await run({ id });
    if (!result.ok) notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return links.map(({ destinationId, name, state }) => (
    <section key={destinationId} className={cards.card}>
      <div className={styles.choices}>
        <h2 className={styles.heading}>{t('doctor.title', { name })}</h2>
        <Button disabledFocusable={busy} onClick={() => void check(destinationId)}>
          {t(busy ? 'common:connection.checking' : 'common:checkNow')}
        </Button>
      </div>
      <p className={styles.note}>{t(`common:connection.${state}`, { name })}</p>
    </section>
  ));
}

import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateFacts, DestinationView } from '../../core/contract/destination.ts';
import { useCall } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import { AskDialog } from './AskDialog.tsx';
import styles from './ClientCertificate.module.css';
import { ClientCertificateDialog } from './ClientCertificateDialog.tsx';
import settings from './SettingsPage.module.css';

/** The client certificate of a destination: set, replaced or removed; of what is kept only whose it is and how long. */
export function ClientCertificate({ destination }: { readonly destination: DestinationView }) {
  const { t } = useTranslation('network');
  const [setting, setSetting] = useState(false);
  const facts = destination.clientCertificate;
  return (
    <section className={styles.part} aria-label={t('certificate.title')}>
      <h3 className={settings.heading}>{t('certificate.title')}</h3>
      <p className={settings.note}>{t(facts ? 'certificate.stays' : 'certificate.intro')}</p>
      {facts ? <Facts facts={facts} /> : <p className={settings.note}>{t('certificate.none')}</p>}
      <div className={styles.buttons}>
        <Button onClick={() => setSetting(true)}>
          {t(facts ? 'certificate.replace' : 'certificate.add')}
        </Button>
        {facts && <Remove destination={destination} />}
      </div>
      {setting && <ClientCertificateDialog destination={destination} close={() => setSetting(false)} />}
    </section>
  );
}

/** As long before its end as main warns: core/health/alerts.ts. */
const endsSoonMs = 30 * 24 * 3_600_000;

function stateOf({ validFrom, validTo }: CertificateFacts, now: number) {
  if (validTo < now) return { name: 'ended', color: 'danger' } as const;
  if (validFrom > now) return { name: 'notYet', color: 'warning' } as const;
  return validTo - now < endsSoonMs
    ? ({ name: 'endsSoon', color: 'warning' } as const)
    : ({ name: 'valid', color: 'success' } as const);
}

function Facts({ facts }: { readonly facts: CertificateFacts }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const state = stateOf(facts, Date.now());
  return (
    <dl className={styles.facts}>
      <dt>{t('certificate.issuedTo')}</dt>
      <dd>
        <bdi>{facts.subject}</bdi>
      </dd>
      <dt>{t('certificate.issuedBy')}</dt>
      <dd>
        <bdi>{facts.issuer}</bdi>
      </dd>
      <dt>{t('certificate.validUntil')}</dt>
      <dd>
        {format.date(facts.validTo)}{' '}
        <Badge appearance="tint" color={state.color}>
          {t(`certificate.state.${state.name}`)}
        </Badge>
      </dd>
      <dt>{t('certificate.sha256')}</dt>
      <dd>
        <bdi dir="ltr" className={styles.sha256}>
          {facts.sha256}
        </bdi>
      </dd>
    </dl>
  );
}

function Remove({ destination: { id, name } }: { readonly destination: DestinationView }) {
  const { t } = useTranslation('network');
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const { run } = useCall('destination.removeCertificate', { refreshes: ['destination.list', 'health.get'] });
  const remove = async () => {
    const result = await run({ id });
    notify(
      result.ok
        ? { kind: 'success', text: t('certificate.removed', { name }) }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <>
      <Button appearance="subtle" onClick={() => setAsking(true)}>
        {t('certificate.remove')}
      </Button>
      <AskDialog
        open={asking}
        close={() => setAsking(false)}
        title={t('certificate.removeTitle')}
        doIt={t('certificate.remove')}
        act={remove}
      >
        <p>{t('certificate.removeBody')}</p>
      </AskDialog>
    </>
  );
}

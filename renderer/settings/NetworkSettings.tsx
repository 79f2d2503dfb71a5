import { Button, Field, Input, mergeClasses, Radio, RadioGroup } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelKey, useCall, useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import styles from './SettingsPage.module.css';
import { useManaged } from './use-managed.ts';

/** The proxy for https addresses, and the company's own CA, which only IT sets. */
export function NetworkSettings() {
  const { t } = useTranslation('network');
  const setting = useChannel('settings.get', {}).data?.proxy;
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-label={t('title')}>
      <h2 className={styles.heading}>{t('title')}</h2>
      <p className={styles.note}>{t('intro')}</p>
      {setting !== undefined && <ProxyForm key={setting} setting={setting} />}
      <CompanyCa />
    </section>
  );
}

const kinds = ['system', 'none', 'own'] as const;
type Kind = (typeof kinds)[number];

function ProxyForm({ setting }: { readonly setting: string }) {
  const { t } = useTranslation('network');
  const notify = useNotify();
  const client = useQueryClient();
  const fixed = useManaged()?.settings.includes('proxy') ?? false;
  const { run, busy } = useCall('settings.save', { refreshes: ['health.get'] });
  const saved: Kind = setting === 'system' || setting === 'none' ? setting : 'own';
  const [kind, setKind] = useState(saved);
  const [url, setUrl] = useState(saved === 'own' ? setting : '');
  const [refused, setRefused] = useState(false);
  const wanted = kind === 'own' ? url.trim() : kind;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const result = await run({ proxy: wanted });
    if (result.ok) {
      client.setQueryData(channelKey('settings.get', {}), result.value);
      return notify({ kind: 'success', text: t('proxy.saved') });
    }
    if (result.error.code === 'BAD_INPUT') return setRefused(true);
    notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return (
    <form className={styles.section} noValidate onSubmit={(event) => void save(event)}>
      <Field label={t('proxy.label')} hint={fixed ? t('settings:managed.fixed') : null}>
        <RadioGroup
          layout="horizontal"
          value={kind}
          disabled={fixed || busy}
          onChange={(_, { value }) => {
            setRefused(false);
            setKind(value as Kind);
          }}
        >
          {kinds.map((each) => (
            <Radio key={each} value={each} label={t(`proxy.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      {kind === 'own' && (
        <Field
          className={styles.shortField}
          label={t('proxy.url')}
          hint={t('proxy.urlHint')}
          validationState={refused ? 'error' : 'none'}
          validationMessage={refused ? t('proxy.invalid') : null}
        >
          <Input
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            disabled={fixed}
            value={url}
            onChange={(_, { value }) => {
              setRefused(false);
              setUrl(value);
            }}
          />
        </Field>
      )}
      {!fixed && (
        <div>
          <Button type="submit" disabledFocusable={busy || wanted === setting}>
            {t('proxy.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function CompanyCa() {
  const { t } = useTranslation('network');
  const format = useFormat();
  const certificates = useManaged()?.companyCa ?? [];
  return (
    <div>
      <strong id="company-ca">{t('companyCa.label')}</strong>
      <p className={styles.note}>{t(certificates.length > 0 ? 'companyCa.intro' : 'companyCa.none')}</p>
      {certificates.length > 0 && (
        <ul aria-labelledby="company-ca">
          {certificates.map(({ sha256, subject, validTo }) => (
            <li key={sha256}>
              {t('companyCa.one', { subject: `\u2068${subject}\u2069`, date: format.date(validTo) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  mergeClasses,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GrowthReferenceView } from '../../core/contract/growth.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FileButton } from '../form/FileButton.tsx';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import { AskDialog } from './AskDialog.tsx';
import growth from './GrowthSettings.module.css';
import { refusalWords } from './profile-edit.ts';
import styles from './SettingsPage.module.css';

/** The growth reference that IT installs: what is there, a file to put in its place, and taking it out. */
export function GrowthSettings() {
  const { t } = useTranslation('profiles');
  const { data } = useChannel('growth.reference', {});
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="growth">
      <h2 id="growth" className={styles.heading}>
        {t('growth.title')}
      </h2>
      <p className={styles.note}>{t('growth.intro')}</p>
      {data === null && <p>{t('growth.none')}</p>}
      {data && <Installed reference={data} />}
      <InstallForm replaces={data !== null} />
    </section>
  );
}

function Installed({ reference }: { readonly reference: GrowthReferenceView }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const notify = useNotify();
  const { run } = useCall('growth.remove', { refreshes: ['growth.reference'] });
  const [asking, setAsking] = useState(false);
  const { fileName, version, sha256, recognized, installedAt, installedBy, fromMonths, toMonths } = reference;
  const remove = async () => {
    const result = await run({});
    notify(
      result.ok
        ? { kind: 'success', text: t('growth.removed') }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <>
      <dl className={growth.facts}>
        <dt>{t('growth.facts.version')}</dt>
        <dd>
          <bdi>{version}</bdi>
        </dd>
        <dt>{t('growth.facts.months')}</dt>
        <dd>{t('growth.monthsValue', { from: format.number(fromMonths), to: format.number(toMonths) })}</dd>
        <dt>{t('growth.facts.installed')}</dt>
        <dd>{t('growth.by', { time: format.exactTime(installedAt), name: `\u2068${installedBy}\u2069` })}</dd>
        <dt>{t('growth.facts.file')}</dt>
        <dd>
          <bdi dir="ltr">{fileName}</bdi>
        </dd>
        <dt>{t('growth.facts.sha256')}</dt>
        <dd>
          <bdi dir="ltr" className={growth.sum}>
            {sha256}
          </bdi>
          <div className={styles.note}>{t(recognized ? 'growth.recognized' : 'growth.unrecognized')}</div>
        </dd>
      </dl>
      <div>
        <Button onClick={() => setAsking(true)}>{t('growth.remove')}</Button>
      </div>
      <AskDialog
        open={asking}
        close={() => setAsking(false)}
        title={t('growth.removeTitle')}
        doIt={t('growth.remove')}
        act={remove}
      >
        <p>{t('growth.removeBody')}</p>
      </AskDialog>
    </>
  );
}

function InstallForm({ replaces }: { readonly replaces: boolean }) {
  const { t } = useTranslation('profiles');
  const notify = useNotify();
  const { run, busy } = useCall('growth.install', { refreshes: ['growth.reference'] });
  const [chosen, setChosen] = useState<{ readonly fileName: string; readonly text: string } | null>(null);
  const [version, setVersion] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const fields = error?.fields ?? [];
  const inFile = fields.filter(({ path }) => path === 'text');
  const noName = fields.find(({ path }) => path === 'version');

  const open = async (file: File) => {
    setError(null);
    setChosen({ fileName: file.name.slice(0, 255), text: await file.text() });
  };
  const install = async () => {
    if (!chosen) return;
    setError(null);
    const result = await run({ ...chosen, version });
    if (!result.ok) return setError(result.error);
    setChosen(null);
    setVersion('');
    notify({ kind: 'success', text: t('growth.installed') });
  };
  return (
    <form
      className={growth.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void install();
      }}
    >
      <div className={styles.row}>
        <FileButton
          accept=".txt,.tsv,text/plain"
          name={t('growth.choose')}
          onFile={(file) => void open(file)}
        >
          {t(replaces ? 'growth.replace' : 'growth.choose')}
        </FileButton>
        <span className={styles.note}>{t('growth.format')}</span>
      </div>
      {chosen && (
        <>
          <Field
            label={t('growth.version')}
            hint={t('growth.versionHint')}
            validationState={noName ? 'error' : 'none'}
            validationMessage={noName ? refusalWords(t, noName) : null}
          >
            <Input value={version} onChange={(_, { value }) => setVersion(value)} />
          </Field>
          <div>
            <Button type="submit" appearance="primary" disabledFocusable={busy}>
              {t('growth.install', { file: `\u2068${chosen.fileName}\u2069` })}
            </Button>
          </div>
        </>
      )}
      <ErrorBar title={t('growth.notInstalled')} error={fields.length > 0 ? null : error} />
      <div role="alert">
        {inFile.map((field) => (
          <MessageBar key={field.rule} intent="error" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{t('growth.notInstalled')}</MessageBarTitle>
              {refusalWords(t, field)}
            </MessageBarBody>
          </MessageBar>
        ))}
      </div>
    </form>
  );
}

import { Button, Field, Input, mergeClasses } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StorageView } from '../../core/contract/health.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { errorWords, fieldWords } from '../shell/words.ts';
import { BringInQueue } from './BringInQueue.tsx';
import growth from './GrowthSettings.module.css';
import { MoveQueue } from './MoveQueue.tsx';
import styles from './SettingsPage.module.css';

/** What keeps the data of this PC: its backups, and the way of its queue to another PC and back. */
export function StorageSettings() {
  const { data } = useChannel('storage.get', {}, { staleTime: 0 });
  return (
    <>
      {data && <Backups storage={data} />}
      <MoveQueue />
      <BringInQueue />
    </>
  );
}

function Backups({ storage }: { readonly storage: StorageView }) {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const notify = useNotify();
  const { run, busy } = useCall('backup.create', { refreshes: ['storage.get', 'health.get'] });
  const { backups, unsavedSince } = storage;
  const megabytes = Math.max(1, Math.round(backups.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6));
  const [newest] = backups;
  const make = async () => {
    const result = await run({});
    notify(
      result.ok
        ? { kind: 'success', text: t('backups.made') }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="backups">
      <div className={styles.head}>
        <h2 id="backups" className={styles.heading}>
          {t('backups.title')}
        </h2>
        <Button disabledFocusable={busy} onClick={() => void make()}>
          {t(busy ? 'backups.making' : 'backups.now')}
        </Button>
      </div>
      <p className={styles.note}>{t('backups.intro')}</p>
      <dl className={growth.facts}>
        <dt>{t('backups.last')}</dt>
        <dd>
          {newest ? format.exactTime(newest.madeAt) : t('backups.none')}
          {newest && (
            <div className={styles.note}>
              {unsavedSince === null
                ? t('backups.all')
                : t('backups.since', { time: format.dateTime(unsavedSince) })}
            </div>
          )}
        </dd>
        {newest && (
          <>
            <dt>{t('backups.kept')}</dt>
            <dd>
              {t('backups.keptValue', {
                count: backups.length,
                number: format.number(backups.length),
                size: format.number(megabytes),
              })}
            </dd>
          </>
        )}
      </dl>
      <SecondFolder second={storage.second} />
    </section>
  );
}

function SecondFolder({ second }: Pick<StorageView, 'second'>) {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const notify = useNotify();
  const { run, busy } = useCall('backup.folder', { refreshes: ['storage.get'] });
  const [folder, setFolder] = useState(second?.folder ?? '');
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => setFolder(second?.folder ?? ''), [second?.folder]);
  const refused = error?.fields?.find(({ path }) => path === 'folder');
  const save = async () => {
    setError(null);
    const result = await run({ folder: folder.trim() === '' ? null : folder.trim() });
    if (!result.ok) return setError(result.error);
    notify({ kind: 'success', text: t('backups.saved') });
  };
  return (
    <form
      className={growth.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={t('backups.second')}
        hint={t(second?.fixed ? 'backups.fixed' : 'backups.secondHint')}
        validationState={refused || second?.fault ? 'error' : 'none'}
        validationMessage={
          refused
            ? fieldWords(t, refused)
            : second?.fault
              ? t('backups.copyFault', { code: second.fault })
              : null
        }
      >
        <Input
          dir="ltr"
          value={folder}
          disabled={second?.fixed ?? false}
          onChange={(_, { value }) => setFolder(value)}
        />
      </Field>
      {second?.copiedAt != null && (
        <p className={styles.note}>{t('backups.copied', { time: format.dateTime(second.copiedAt) })}</p>
      )}
      <ErrorBar title={t('backups.notSaved')} error={refused ? null : error} />
      {!second?.fixed && (
        <div>
          <Button type="submit" disabledFocusable={busy}>
            {t('backups.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import type { Session } from '../../core/contract/session.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { TextField } from '../form/TextField.tsx';
import { useFormat } from '../shell/format.ts';
import styles from './ClosedPage.module.css';

type Closed = Extract<Session, { state: 'dataClosed' }>;

/** Asks for an administrator of the backup: the accounts of this PC are in the database that does not open. */
export function RestoreBackup({ backups }: Pick<Closed, 'backups'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { run, busy } = useCall('backup.restore');
  const [error, setError] = useState<AppError | null>(null);
  const [done, setDone] = useState(false);
  const { control, handleSubmit, resetField } = useForm({
    defaultValues: { backup: backups[0]?.name ?? '', name: '', secret: '' },
  });
  const submit = handleSubmit(async (typed) => {
    setError(null);
    const result = await run(typed);
    if (result.ok) return setDone(true);
    setError(result.error);
    resetField('secret');
  });
  if (done) return <p role="status">{t('closed.restored')}</p>;
  return (
    <section className={styles.restore} aria-labelledby="restore">
      <h2 id="restore">{t('closed.restoreTitle')}</h2>
      <p>{t('closed.restoreIntro')}</p>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Controller
          control={control}
          name="backup"
          render={({ field }) => (
            <Field label={t('closed.backup')}>
              <Select {...field}>
                {backups.map(({ name, madeAt }) => (
                  <option key={name} value={name}>
                    {format.dateTime(madeAt)}
                  </option>
                ))}
              </Select>
            </Field>
          )}
        />
        <TextField control={control} name="name" label={t('closed.name')} autoComplete="username" />
        <TextField control={control} name="secret" label={t('closed.secret')} kind="secret" />
        <ErrorBar title={t('closed.notRestored')} error={error} />
        <Button type="submit" disabledFocusable={busy}>
          {t(busy ? 'closed.restoring' : 'closed.restore')}
        </Button>
      </form>
    </section>
  );
}

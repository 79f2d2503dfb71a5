import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ChannelInput } from '../../core/contract/channels.ts';
import { maxKeyBytes, type RescueExported } from '../../core/contract/rescue.ts';
import { type AppError, fail } from '../../core/contract/result.ts';
import type { Session } from '../../core/contract/session.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FileButton } from '../form/FileButton.tsx';
import { TextField } from '../form/TextField.tsx';
import { saveFile } from '../save-file.ts';
import { ExportedQueue } from '../settings/ExportedQueue.tsx';
import { useFormat } from '../shell/format.ts';
import styles from './ClosedPage.module.css';

type Closed = Extract<Session, { state: 'dataClosed' }>;

/** The database itself among the sources; no backup has this name. */
const database = 'database';

/** What was not sent, out of data that does not open: by an administrator's password, or by IT's private key. */
export function RescueQueue({ backups, canRecover }: Pick<Closed, 'backups' | 'canRecover'>) {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const { run, busy } = useCall('rescue.exportClosed');
  const [shown, setShown] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [done, setDone] = useState<Extract<RescueExported, { kind: 'exported' }> | null>(null);
  const { control, handleSubmit, resetField } = useForm({
    defaultValues: { source: backups[0]?.name ?? database, name: '', secret: '' },
  });
  const leave = async (input: ChannelInput<'rescue.exportClosed'>) => {
    setError(null);
    const result = await run(input);
    resetField('secret');
    if (!result.ok) return setError(result.error);
    if (result.value.kind === 'cancelled') return;
    const { file } = result.value;
    if (file) saveFile(file.fileName, file.content, 'application/octet-stream');
    setDone(result.value);
  };
  const leaveByKey = async (file: File) => {
    const tooLarge = fail('FILE_TOO_LARGE', 'This is no key file.');
    if (file.size > maxKeyBytes && !tooLarge.ok) return setError(tooLarge.error);
    await leave({ backup: null, proof: { privateKey: await file.text() } });
  };
  const submit = handleSubmit(({ source, name, secret }) =>
    leave({ backup: source === database ? null : source, proof: { name, secret } }),
  );
  return (
    <section className={styles.restore} aria-labelledby="rescue">
      <h2 id="rescue">{t('closed.title')}</h2>
      <p>{t('closed.intro')}</p>
      {!shown && <Button onClick={() => setShown(true)}>{t('closed.do')}</Button>}
      {done && <ExportedQueue done={done} close={() => setDone(null)} />}
      {shown && !done && (
        <div className={styles.ways}>
          <ErrorBar title={t('closed.notDone')} error={error} />
          {backups.length > 0 && (
            <form noValidate onSubmit={(event) => void submit(event)}>
              <Controller
                control={control}
                name="source"
                render={({ field }) => (
                  <Field label={t('closed.source')}>
                    <Select {...field}>
                      <option value={database}>{t('closed.database')}</option>
                      {backups.map(({ name, madeAt }) => (
                        <option key={name} value={name}>
                          {t('closed.backup', { time: format.dateTime(madeAt) })}
                        </option>
                      ))}
                    </Select>
                  </Field>
                )}
              />
              <TextField control={control} name="name" label={t('closed.name')} autoComplete="username" />
              <TextField control={control} name="secret" label={t('closed.secret')} kind="secret" />
              <Button type="submit" disabledFocusable={busy}>
                {t(busy ? 'closed.busy' : 'closed.do')}
              </Button>
            </form>
          )}
          {canRecover && (
            <>
              <p>{t('closed.keyIntro')}</p>
              <FileButton
                accept=".pem,.key"
                name={t('closed.byKey')}
                disabledFocusable={busy}
                onFile={(file) => void leaveByKey(file)}
              >
                {t(busy ? 'closed.busy' : 'closed.byKey')}
              </FileButton>
            </>
          )}
        </div>
      )}
    </section>
  );
}

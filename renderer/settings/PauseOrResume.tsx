import { Button, Field, Select } from '@fluentui/react-components';
import { PauseRegular, PlayRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { TextField } from '../form/TextField.tsx';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './SettingsPage.module.css';

const refreshes = ['destination.list', 'health.get'] as const;

/** Pauses sending with a reason and for a while, or lifts a pause and probes at once. */
export function PauseOrResume({ destination }: { readonly destination: DestinationView }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { id, name, paused } = destination;
  const { run, busy } = useCall('destination.resume', { refreshes });
  const resume = async () => {
    const result = await run({ id });
    notify(
      result.ok
        ? { kind: 'success', text: t('settings:destination.resumed', { name }) }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  if (paused) {
    return (
      <Button icon={<PlayRegular />} disabled={busy} onClick={() => void resume()}>
        {t('settings:destination.resume')}
      </Button>
    );
  }
  return (
    <FormDialog
      title={t('settings:destination.pauseTitle', { name })}
      trigger={<Button icon={<PauseRegular />}>{t('settings:destination.pause')}</Button>}
      form={(show) => <PauseForm destination={destination}>{show}</PauseForm>}
    />
  );
}

const durations = [
  { minutes: '30', label: 'pause30' },
  { minutes: '60', label: 'pause60' },
  { minutes: '240', label: 'pause240' },
  { minutes: '', label: 'pauseOpen' },
] as const;

function PauseForm({
  destination: { id, name },
  children,
}: {
  readonly destination: DestinationView;
  readonly children: (content: FormDialogContent) => ReactNode;
}) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('destination.pause', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  const {
    control,
    handleSubmit,
    setError: setFieldError,
  } = useForm({
    defaultValues: { reason: '', minutes: '60' },
  });
  const submit = async () => {
    let done = false;
    await handleSubmit(async ({ reason, minutes }) => {
      setError(null);
      if (reason.trim() === '') return setFieldError('reason', { type: 'missing' }, { shouldFocus: true });
      const until = minutes === '' ? null : Date.now() + Number(minutes) * 60_000;
      const result = await run({ id, reason, until });
      done = result.ok;
      if (!result.ok) return setError(result.error);
      notify({ kind: 'info', text: t('settings:destination.paused', { name }) });
    })();
    return done;
  };
  const fields = (
    <>
      <p className={styles.note}>{t('settings:destination.pauseIntro')}</p>
      <TextField
        control={control}
        name="reason"
        label={t('settings:destination.pauseReason')}
        hint={t('settings:destination.pauseReasonHint')}
        required
      />
      <Controller
        control={control}
        name="minutes"
        render={({ field }) => (
          <Field label={t('settings:destination.pauseFor')}>
            <Select {...field}>
              {durations.map(({ minutes, label }) => (
                <option key={label} value={minutes}>
                  {t(`settings:destination.${label}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
      />
      <p className={styles.note}>{t('settings:destination.pauseMaintenance')}</p>
      <ErrorBar title={t('settings:notSaved')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t('settings:destination.pauseDo'), busy, submit });
}

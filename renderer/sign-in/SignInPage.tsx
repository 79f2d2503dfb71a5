import { Button, Field, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { TextField } from '../form/TextField.tsx';
import { takeSession } from '../live-updates.ts';
import styles from './Welcome.module.css';
import { Welcome } from './Welcome.tsx';

interface SignIn {
  name: string;
  secret: string;
}

/** Sign-in by one's own name and PIN or password; the names are those of this PC's accounts. */
export function SignInPage({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { run, busy } = useCall('session.signIn');
  const [error, setError] = useState<AppError | null>(null);
  const { control, handleSubmit, setFocus, resetField } = useForm<SignIn>({
    defaultValues: { name: names[0] ?? '', secret: '' },
  });
  const submit = handleSubmit(async (typed) => {
    setError(null);
    const result = await run(typed);
    if (result.ok) return takeSession(client, result.value);
    setError(result.error);
    // A wrong secret is typed anew; after anything else it may be right.
    if (result.error.code === 'WRONG_SECRET') resetField('secret');
    setFocus('secret');
  });
  return (
    <Welcome title={t('signIn.title')}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <Controller
          control={control}
          name="name"
          render={({ field }) => (
            <Field label={t('signIn.name')}>
              <Select {...field}>
                {names.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            </Field>
          )}
        />
        <TextField
          control={control}
          name="secret"
          label={t('signIn.secret')}
          kind="secret"
          autoComplete="current-password"
          autoFocus
        />
        <ErrorBar title={t('signIn.failedTitle')} error={error} />
        <Button type="submit" appearance="primary" size="large" disabledFocusable={busy}>
          {t(busy ? 'signIn.busy' : 'signIn.submit')}
        </Button>
        <p className={styles.note}>{t('signIn.forgotten')}</p>
      </form>
    </Welcome>
  );
}

import { Button } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { TextField } from '../form/TextField.tsx';
import { takeSession } from '../live-updates.ts';
import styles from './Cover.module.css';
import { dialogsGone } from './dialogs-gone.ts';

/**
 * In place of everything with names. Any key asks who is working: the same person goes on where they were, somebody else
 * signs in. What was typed is kept: the page behind is only hidden, and the form is a draft besides.
 */
export function Cover({ name, uncover }: { readonly name: string; readonly uncover: () => void }) {
  const { t } = useTranslation('shell');
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (asking) return;
    const ask = (event: Event) => {
      // The key that asks is not yet part of a PIN.
      event.preventDefault();
      setAsking(true);
    };
    window.addEventListener('keydown', ask);
    window.addEventListener('pointerdown', ask);
    return () => {
      window.removeEventListener('keydown', ask);
      window.removeEventListener('pointerdown', ask);
    };
  }, [asking]);
  return (
    <main className={styles.cover}>
      <div className={styles.card}>
        <LockClosedRegular aria-hidden fontSize={32} />
        {asking ? (
          <WhoIsWorking name={name} uncover={uncover} />
        ) : (
          <h1 className={styles.title}>{t('cover.words')}</h1>
        )}
      </div>
    </main>
  );
}

function WhoIsWorking({ name, uncover }: { readonly name: string; readonly uncover: () => void }) {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const signIn = useCall('session.signIn');
  const signOut = useCall('session.signOut');
  const [error, setError] = useState<AppError | null>(null);
  const { control, handleSubmit, resetField, setFocus } = useForm({ defaultValues: { secret: '' } });
  const submit = handleSubmit(async ({ secret }) => {
    setError(null);
    const result = await signIn.run({ name, secret });
    if (result.ok) {
      takeSession(client, result.value);
      return uncover();
    }
    setError(result.error);
    resetField('secret');
    setFocus('secret');
  });
  const leave = async () => {
    await dialogsGone();
    const result = await signOut.run({});
    if (result.ok) takeSession(client, result.value);
    else setError(result.error);
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <h1 className={styles.title}>{t('cover.who')}</h1>
      <p className={styles.note}>{t('cover.intro')}</p>
      <TextField
        control={control}
        name="secret"
        kind="secret"
        label={t('cover.secret', { name })}
        autoFocus
        autoComplete="current-password"
      />
      <ErrorBar title={t('cover.failed')} error={error} />
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={signIn.busy}>
          {t('cover.show')}
        </Button>
        <Button disabledFocusable={signOut.busy} onClick={() => void leave()}>
          {t('cover.other')}
        </Button>
      </div>
    </form>
  );
}

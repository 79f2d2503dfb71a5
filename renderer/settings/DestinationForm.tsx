import { Button, Field, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { SecretInput } from '../form/SecretInput.tsx';
import { useNotify } from '../shell/notices.tsx';
import styles from './DestinationForm.module.css';
import { ProfileErrors } from './ProfileErrors.tsx';

/**
 * Profile as JSON and a secret that can only be written. The text is kept as typed until it is saved, also while main
 * pushes changes of this destination. `children` are further buttons, told whether something is not saved yet.
 */
export function DestinationForm({
  destination,
  saved,
  children,
}: {
  readonly destination: DestinationView | null;
  readonly saved: () => void;
  readonly children: (changed: boolean) => ReactNode;
}) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('destination.save', { refreshes: ['destination.list', 'health.get'] });
  const [typed, setTyped] = useState<string | null>(null);
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const profile = typed ?? destination?.profile ?? '';
  const changed = typed !== null || secret !== '';
  const badProfile = error?.code === 'BAD_PROFILE' ? error : null;

  const save = async () => {
    setError(null);
    const result = await run({
      ...(destination ? { id: destination.id } : {}),
      profile,
      ...(secret === '' ? {} : { secret }),
    });
    if (!result.ok) return setError(result.error);
    setTyped(null);
    setSecret('');
    notify({ kind: 'success', text: t('settings:destination.saved', { name: result.value.name }) });
    saved();
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={t('settings:destination.profile')}
        hint={t('settings:destination.profileHint')}
        validationState={badProfile ? 'error' : 'none'}
        validationMessage={badProfile ? t('errors.BAD_PROFILE') : null}
      >
        <Textarea
          dir="ltr"
          className={styles.profile}
          textarea={{ className: styles.text, spellCheck: false }}
          value={profile}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      {badProfile && <ProfileErrors fields={badProfile.fields ?? []} />}
      <Field
        label={t('settings:destination.secret')}
        hint={t(
          destination?.hasSecret ? 'settings:destination.secretSet' : 'settings:destination.secretMissing',
        )}
      >
        <SecretInput
          className={styles.secret}
          autoComplete="off"
          value={secret}
          onChange={(_, { value }) => setSecret(value)}
        />
      </Field>
      <ErrorBar title={t('settings:notSaved')} error={badProfile ? null : error} />
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={busy || !changed}>
          {t(busy ? 'saving' : 'settings:destination.save')}
        </Button>
        {children(changed)}
      </div>
    </form>
  );
}

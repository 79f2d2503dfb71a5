import { Button, MessageBar, MessageBarBody, Portal } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import type { Session } from '../../core/contract/session.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { SelectField } from '../form/SelectField.tsx';
import { TextField } from '../form/TextField.tsx';
import { takeSession } from '../live-updates.ts';
import styles from './Cover.module.css';
import { dialogsGone } from './dialogs-gone.ts';
import { partOfOpenDialog } from './part-of-open-dialog.ts';
import type { Losable } from './unsaved.ts';

export type LockedSession = Extract<Session, { readonly state: 'locked' }>;

/**
 * Over everything while main has locked the session. The same person goes on where they were; another begins a window of
 * their own, and what the first one typed is kept as their draft. The browser's own modal dialog: it lies above every other
 * one, makes all else inert, and gives the focus back to where it was.
 */
export function Cover({
  session,
  unsaved,
}: {
  readonly session: LockedSession;
  /** What on the page is kept by no draft: it would go with the person. */
  readonly unsaved: () => Losable | null;
}) {
  const { t } = useTranslation('shell');
  // Whoever pressed "Change person" is asked at once.
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [before] = useState(() => document.activeElement);
  const [ofOpenDialog] = useState(partOfOpenDialog);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      // Closed while it still stands, so that the focus goes back at once; what is inert until this is gone gets it after.
      shown?.close();
      setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus());
    };
  }, [before]);
  const [asking, setAsking] = useState(session.why === 'person');
  useEffect(() => {
    if (asking) return;
    const ask = (event: Event) => {
      // The key that asks is not yet part of a PIN.
      event.preventDefault();
      setAsking(true);
    };
    // Of the Tab key only its end arrives here while a dialog is open below.
    const tab = (event: KeyboardEvent) => event.key === 'Tab' && ask(event);
    window.addEventListener('keydown', ask, { capture: true });
    window.addEventListener('keyup', tab, { capture: true });
    window.addEventListener('pointerdown', ask, { capture: true });
    return () => {
      window.removeEventListener('keydown', ask, { capture: true });
      window.removeEventListener('keyup', tab, { capture: true });
      window.removeEventListener('pointerdown', ask, { capture: true });
    };
  }, [asking]);
  return (
    <Portal>
      <dialog
        ref={dialog}
        className={styles.cover}
        aria-labelledby={title}
        onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()}
        onCancel={(event) => event.preventDefault()}
        onClose={({ currentTarget }) => currentTarget.isConnected && currentTarget.showModal()}
        {...ofOpenDialog}
      >
        <div className={styles.card}>
          <LockClosedRegular aria-hidden fontSize={32} />
          {asking ? (
            <WhoIsWorking title={title} session={session} unsaved={unsaved} />
          ) : (
            <h1 id={title} className={styles.title}>
              {t('cover.words')}
            </h1>
          )}
        </div>
      </dialog>
    </Portal>
  );
}

function WhoIsWorking({
  title,
  session,
  unsaved,
}: {
  /** The id of the heading, which names the dialog. */
  readonly title: string;
  readonly session: LockedSession;
  readonly unsaved: () => Losable | null;
}) {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const signIn = useCall('session.signIn');
  const [error, setError] = useState<AppError | null>(null);
  const { control, handleSubmit, resetField, setFocus } = useForm({
    defaultValues: { name: session.name, secret: '' },
  });
  const name = useWatch({ control, name: 'name' });
  const other = name !== session.name;
  const submit = handleSubmit(async (typed) => {
    setError(null);
    const result = await signIn.run(typed);
    if (result.ok) {
      takeSession(client, result.value);
      // This dialog goes with the window of the person before, and must not leave the next one hidden from screen readers.
      return dialogsGone();
    }
    setError(result.error);
    resetField('secret');
    setFocus('secret');
  });
  const words = { name: session.name };
  const losing = unsaved();
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <h1 id={title} className={styles.title}>
        {t('cover.who')}
      </h1>
      <p className={styles.note}>{t(other ? 'cover.introOther' : 'cover.intro', words)}</p>
      {other && losing && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t(`cover.unsaved.${losing}`, words)}</MessageBarBody>
        </MessageBar>
      )}
      <SelectField
        control={control}
        name="name"
        label={t('cover.person')}
        options={session.names.map((each) => ({ value: each, label: each }))}
      />
      <TextField
        control={control}
        name="secret"
        kind="secret"
        label={t('cover.secret', { name })}
        autoFocus
        autoComplete="current-password"
      />
      <ErrorBar title={t('cover.failed')} error={error} />
      <Button type="submit" appearance="primary" disabledFocusable={signIn.busy}>
        {t(other ? 'cover.signInOther' : 'cover.show')}
      </Button>
    </form>
  );
}

import { Button, Field, Tab, TabList, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useNotify } from '../shell/notices.tsx';
import styles from './DestinationForm.module.css';
import { KeyField } from './KeyField.tsx';
import { ProfileErrors } from './ProfileErrors.tsx';
import { ProfileFields } from './ProfileFields.tsx';
import { shownInForm } from './profile-edit.ts';
import { profileText, readProfile } from './profile-json.ts';
import { TemplateChoice } from './TemplateChoice.tsx';

/**
 * A profile as a form for what IT usually sets, and as JSON for the rest; the JSON is the truth of both. The text is kept as
 * typed until it is saved, also while main pushes changes of this destination. `children` are further buttons, told whether
 * something is not saved yet.
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
  const { run, busy } = useCall('destination.save', {
    refreshes: ['destination.list', 'health.get', 'message.rebuildPreview', 'codeTable.list'],
  });
  const [view, setView] = useState<'form' | 'json'>('form');
  const [typed, setTyped] = useState<string | null>(null);
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const text = typed ?? destination?.profile ?? '';
  const profile = readProfile(text);
  const changed = typed !== null || secret !== '';
  const badProfile = error?.code === 'BAD_PROFILE' ? error : null;

  const save = async () => {
    setError(null);
    const result = await run({
      ...(destination ? { id: destination.id } : {}),
      profile: text,
      ...(secret === '' ? {} : { secret }),
    });
    if (!result.ok) return setError(result.error);
    setTyped(null);
    setSecret('');
    notify({ kind: 'success', text: t('settings:destination.saved', { name: result.value.name }) });
    saved();
  };

  const key = <KeyField destination={destination} value={secret} change={setSecret} />;
  const asJson = view === 'json' || profile === null;
  // What the form shows at its field needs no list.
  const elsewhere = (badProfile?.fields ?? []).filter(({ path }) => asJson || !shownInForm(profile, path));
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {destination === null && <TemplateChoice choose={setTyped} />}
      {text !== '' && (
        <TabList
          size="small"
          aria-label={t('profiles:view.label')}
          selectedValue={asJson ? 'json' : 'form'}
          onTabSelect={(_, { value }) => setView(value === 'json' ? 'json' : 'form')}
        >
          <Tab value="form" disabled={profile === null}>
            {t('profiles:view.form')}
          </Tab>
          <Tab value="json">{t('profiles:view.json')}</Tab>
        </TabList>
      )}
      {text !== '' && !asJson && (
        <ProfileFields
          edit={{
            profile,
            change: (next) => setTyped(profileText(next)),
            errors: badProfile?.fields ?? [],
          }}
          secret={key}
        />
      )}
      {(text === '' ? typed !== null : asJson) && (
        <>
          <Field
            label={t('settings:destination.profile')}
            hint={t(profile === null ? 'profiles:view.notJson' : 'settings:destination.profileHint')}
            validationState={badProfile ? 'error' : 'none'}
            validationMessage={badProfile ? t('errors.BAD_PROFILE') : null}
          >
            <Textarea
              dir="ltr"
              className={styles.profile}
              textarea={{ className: styles.text, spellCheck: false }}
              value={text}
              onChange={(_, { value }) => setTyped(value)}
            />
          </Field>
          {key}
        </>
      )}
      {elsewhere.length > 0 && <ProfileErrors fields={elsewhere} />}
      <ErrorBar title={t('settings:notSaved')} error={elsewhere.length > 0 ? null : error} />
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={busy || !changed}>
          {t(busy ? 'saving' : 'settings:destination.save')}
        </Button>
        {children(changed)}
      </div>
    </form>
  );
}

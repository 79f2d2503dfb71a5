import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { AppError } from '../../core/contract/result.ts';
import { accountInputSchema } from '../../core/contract/session.ts';
import { call } from '../api.ts';
import { useCall } from '../api-hooks.ts';
import { useAppearance } from '../appearance.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { showRefusedFields } from '../form/field-rule.ts';
import { TextField } from '../form/TextField.tsx';
import { type Language, languages } from '../i18n.ts';
import { takeSession } from '../live-updates.ts';
import { stepsInAll } from '../setup/setup-steps.ts';
import styles from './Welcome.module.css';
import { Welcome } from './Welcome.tsx';

const { name, givenName, familyName } = accountInputSchema.shape;

const firstAccountSchema = z
  .object({ name, givenName, familyName, secret: z.string().max(200), again: z.string() })
  .refine(({ secret }) => secret.length >= 12, { path: ['secret'], message: 'adminPassword' })
  .refine(({ secret, again }) => secret === again, { path: ['again'], message: 'passwordsDiffer' });

type FirstAccount = z.infer<typeof firstAccountSchema>;

const shown = ['name', 'givenName', 'familyName', 'secret'] as const;

/** The first start: nobody has an account yet, so whoever installs makes the administrator. */
export function FirstStartPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { run, busy } = useCall('account.save');
  const [error, setError] = useState<AppError | null>(null);
  const form = useForm<FirstAccount>({
    resolver: zodResolver(firstAccountSchema),
    defaultValues: { name: '', givenName: '', familyName: '', secret: '', again: '' },
  });
  const submit = form.handleSubmit(async ({ again, ...account }) => {
    setError(null);
    const result = await run({ ...account, role: 'admin', licence: null });
    if (!result.ok) {
      if (!showRefusedFields(result.error, shown, form.setError)) setError(result.error);
      return;
    }
    // Making the administrator signs in; the push may have said so already.
    const session = await call('session.current', {});
    if (session.ok) takeSession(client, session.value);
  });
  // All of them are needed, so none is marked.
  const field = { control: form.control };
  return (
    <Welcome title={t('signIn.firstTitle')}>
      <p className={styles.note}>{t('setup:progressFirst', { steps: stepsInAll })}</p>
      <LanguageChoice />
      <p className={styles.note}>{t('signIn.firstIntro')}</p>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <div className={styles.pair}>
          <TextField
            {...field}
            name="givenName"
            label={t('signIn.givenName')}
            autoFocus
            autoComplete="given-name"
          />
          <TextField {...field} name="familyName" label={t('signIn.familyName')} autoComplete="family-name" />
        </div>
        <TextField {...field} name="name" label={t('signIn.accountName')} autoComplete="username" />
        <TextField
          {...field}
          name="secret"
          kind="secret"
          label={t('signIn.password')}
          hint={t('signIn.passwordHint')}
          autoComplete="new-password"
        />
        <TextField
          {...field}
          name="again"
          kind="secret"
          label={t('signIn.passwordAgain')}
          autoComplete="new-password"
        />
        <p className={styles.note}>{t('signIn.keepSafe')}</p>
        <ErrorBar title={t('signIn.createFailed')} error={error} />
        <Button type="submit" appearance="primary" size="large" disabledFocusable={busy}>
          {t(busy ? 'signIn.creating' : 'signIn.create')}
        </Button>
      </form>
    </Welcome>
  );
}

/** The first step of all, in both languages' own words. */
function LanguageChoice() {
  const { t } = useTranslation();
  const { language, choose } = useAppearance();
  return (
    <Field label={t('setup:firstLanguage')}>
      <RadioGroup
        layout="horizontal"
        value={language}
        onChange={(_, { value }) => choose({ language: value as Language })}
      >
        {languages.map((each) => (
          <Radio key={each} value={each} label={<span lang={each}>{t(`language.${each}`)}</span>} />
        ))}
      </RadioGroup>
    </Field>
  );
}

import { Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { isUsualClinicianLicence } from '../../core/clinical/licence.ts';
import type { AppError } from '../../core/contract/result.ts';
import { type AccountView, accountInputSchema, roles } from '../../core/contract/session.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import type { FormDialogContent } from '../form/FormDialog.tsx';
import { showRefusedFields } from '../form/field-rule.ts';
import { TextField } from '../form/TextField.tsx';
import { useNotify } from '../shell/notices.tsx';
import styles from './SettingsPage.module.css';

const personSchema = accountInputSchema.omit({ id: true }).extend({
  licence: accountInputSchema.shape.licence.unwrap(),
  secret: z.string().max(200),
  disabled: z.boolean(),
});

const shown = ['name', 'role', 'givenName', 'familyName', 'licence', 'secret'] as const;

/** One account: who, what for, under which licence, and a new secret where one is given. */
export function PersonForm({
  account,
  children,
}: {
  readonly account: AccountView | null;
  readonly children: (content: FormDialogContent) => ReactNode;
}) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('account.save', { refreshes: ['account.list'] });
  const [error, setError] = useState<AppError | null>(null);
  const form = useForm({
    resolver: zodResolver(personSchema),
    defaultValues: {
      name: account?.name ?? '',
      role: account?.role ?? ('nurse' as const),
      givenName: account?.givenName ?? '',
      familyName: account?.familyName ?? '',
      licence: account?.licence ?? '',
      secret: '',
      disabled: account?.disabled ?? false,
    },
  });
  const { control, handleSubmit, setError: setFieldError } = form;
  const admin = form.watch('role') === 'admin';
  const licence = form.watch('licence');
  const isUnusual = licence.trim() !== '' && !isUsualClinicianLicence(licence);

  const submit = async () => {
    let saved = false;
    await handleSubmit(async ({ licence, secret, ...person }) => {
      setError(null);
      const result = await run({
        ...person,
        ...(account ? { id: account.id } : {}),
        ...(secret === '' ? {} : { secret }),
        licence: licence === '' ? null : licence,
      });
      saved = result.ok;
      if (result.ok)
        return notify({ kind: 'success', text: t('settings:people.saved', { name: person.name }) });
      if (!showRefusedFields(result.error, shown, setFieldError)) setError(result.error);
    })();
    return saved;
  };

  const secretHint = t(admin ? 'settings:people.secretAdminHint' : 'settings:people.secretNurseHint');
  const fields = (
    <>
      <Controller
        control={control}
        name="role"
        render={({ field: { value, onChange, ref }, fieldState }) => (
          <Field
            label={t('settings:people.role')}
            validationMessage={fieldState.error ? t(`rules.${fieldState.error.type}`) : null}
          >
            <RadioGroup
              ref={ref}
              layout="horizontal"
              value={value}
              onChange={(_, data) => onChange(data.value)}
            >
              {roles.map((each) => (
                <Radio key={each} value={each} label={t(`settings:people.${each}`)} />
              ))}
            </RadioGroup>
          </Field>
        )}
      />
      <div className={styles.pair}>
        <TextField control={control} name="givenName" label={t('settings:people.givenName')} required />
        <TextField control={control} name="familyName" label={t('settings:people.familyName')} required />
      </div>
      <TextField
        control={control}
        name="licence"
        label={t('settings:people.licence')}
        hint={t(isUnusual ? 'settings:people.licenceUnusual' : 'settings:people.licenceHint')}
        dir="ltr"
      />
      <TextField
        control={control}
        name="name"
        label={t('settings:people.name')}
        autoComplete="off"
        required
      />
      <TextField
        control={control}
        name="secret"
        kind="secret"
        label={t(admin ? 'settings:people.secretAdmin' : 'settings:people.secretNurse')}
        hint={account ? t('settings:people.secretKeepHint', { hint: secretHint }) : secretHint}
        autoComplete="new-password"
        required={!account}
      />
      <Controller
        control={control}
        name="disabled"
        render={({ field: { value, onChange, ref } }) => (
          <Checkbox
            ref={ref}
            label={t('settings:people.disabled')}
            checked={value}
            onChange={(_, data) => onChange(data.checked === true)}
          />
        )}
      />
      <ErrorBar title={t('settings:notSaved')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t(busy ? 'saving' : 'save'), busy, submit });
}

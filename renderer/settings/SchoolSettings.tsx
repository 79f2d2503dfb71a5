import { Button, mergeClasses } from '@fluentui/react-components';
import { AddRegular, EditRegular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isUsualFacilityLicence } from '../../core/clinical/licence.ts';
import { type SchoolView, schoolSchema } from '../../core/contract/destination.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { showRefusedFields } from '../form/field-rule.ts';
import { TextField } from '../form/TextField.tsx';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { LoadedList } from './LoadedList.tsx';
import styles from './SettingsPage.module.css';

/** Schools and their facility licences, without which no message can be built. */
export function SchoolSettings() {
  const { t } = useTranslation();
  const query = useChannel('school.list', {});
  return (
    <div className={mergeClasses(page.card, styles.section)}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('settings:schools.title')}</h2>
        <FormDialog
          title={t('settings:schools.addTitle')}
          trigger={<Button icon={<AddRegular />}>{t('settings:schools.add')}</Button>}
          form={(show) => <SchoolForm school={null}>{show}</SchoolForm>}
        />
      </div>
      <p className={styles.note}>{t('settings:schools.intro')}</p>
      <LoadedList query={query} empty={t('settings:schools.empty')}>
        {(schools) => (
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('settings:schools.name')}</th>
                  <th scope="col">{t('settings:schools.nameArabic')}</th>
                  <th scope="col">{t('settings:schools.licence')}</th>
                  <th scope="col">{t('settings:schools.students')}</th>
                  <th scope="col">{t('settings:schools.actions')}</th>
                </tr>
              </thead>
              <tbody>
                {schools.map((school) => (
                  <SchoolRow key={school.id} school={school} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </LoadedList>
    </div>
  );
}

function SchoolRow({ school }: { readonly school: SchoolView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = t('settings:schools.edit', { name: school.name });
  return (
    <tr>
      <td>
        <bdi>{school.name}</bdi>
      </td>
      <td>
        <bdi lang="ar">{school.nameArabic}</bdi>
      </td>
      <td>
        {school.facilityLicence ? (
          <bdi dir="ltr">{school.facilityLicence}</bdi>
        ) : (
          <span className={styles.missing}>{t('settings:schools.licenceMissing')}</span>
        )}
      </td>
      <td className={styles.number}>{format.number(school.students)}</td>
      <td>
        <FormDialog
          title={t('settings:schools.editTitle')}
          trigger={<Button icon={<EditRegular />} aria-label={label} title={label} appearance="subtle" />}
          form={(show) => <SchoolForm school={school}>{show}</SchoolForm>}
        />
      </td>
    </tr>
  );
}

const formSchema = schoolSchema.omit({ id: true }).extend({
  nameArabic: schoolSchema.shape.nameArabic.unwrap(),
  facilityLicence: schoolSchema.shape.facilityLicence.unwrap(),
  region: schoolSchema.shape.region.unwrap().unwrap(),
});

const shown = ['name', 'nameArabic', 'facilityLicence', 'region'] as const;

function SchoolForm({
  school,
  children,
}: {
  readonly school: SchoolView | null;
  readonly children: (content: FormDialogContent) => ReactNode;
}) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('school.save', { refreshes: ['school.list'] });
  const [error, setError] = useState<AppError | null>(null);
  const {
    control,
    handleSubmit,
    setError: setFieldError,
  } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: {
      name: school?.name ?? '',
      nameArabic: school?.nameArabic ?? '',
      facilityLicence: school?.facilityLicence ?? '',
      region: school?.region ?? '',
    },
  });
  const licence = useWatch({ control, name: 'facilityLicence' });
  const isUnusual = licence.trim() !== '' && !isUsualFacilityLicence(licence);
  const submit = async () => {
    let saved = false;
    await handleSubmit(async ({ name, nameArabic, facilityLicence, region }) => {
      setError(null);
      const result = await run({
        ...(school ? { id: school.id } : {}),
        name,
        nameArabic: nameArabic === '' ? null : nameArabic,
        facilityLicence: facilityLicence === '' ? null : facilityLicence,
        region: region === '' ? null : region,
      });
      saved = result.ok;
      if (result.ok) return notify({ kind: 'success', text: t('settings:schools.saved', { name }) });
      if (!showRefusedFields(result.error, shown, setFieldError)) setError(result.error);
    })();
    return saved;
  };
  const fields = (
    <>
      <TextField control={control} name="name" label={t('settings:schools.name')} required />
      <TextField
        control={control}
        name="nameArabic"
        label={t('settings:schools.nameArabic')}
        dir="rtl"
        lang="ar"
      />
      <TextField
        control={control}
        name="facilityLicence"
        label={t('settings:schools.licence')}
        hint={t(isUnusual ? 'settings:schools.licenceUnusual' : 'settings:schools.licenceHint')}
        dir="ltr"
      />
      <TextField
        control={control}
        name="region"
        label={t('settings:schools.region')}
        hint={t('settings:schools.regionHint')}
      />
      <ErrorBar title={t('settings:notSaved')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t(busy ? 'saving' : 'save'), busy, submit });
}

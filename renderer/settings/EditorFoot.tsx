import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { refusalWords } from './profile-edit.ts';
import styles from './SettingsPage.module.css';

/** What is under a table that is edited: what was refused, and Save. Cells say themselves what is wrong with them. */
export function EditorFoot({
  changed,
  busy,
  error,
  save,
  discard,
}: {
  readonly changed: boolean;
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly save: () => Promise<void>;
  readonly discard: () => void;
}) {
  const { t } = useTranslation('profiles');
  const elsewhere = (error?.fields ?? []).filter(({ path }) => !path.startsWith('rows.'));
  return (
    <>
      <ErrorBar title={t('settings:notSaved')} error={error} />
      {elsewhere.length > 0 && (
        <ul>
          {elsewhere.map((field) => (
            <li key={`${field.path} ${field.rule}`}>
              {field.rule === 'brokenLine' ? (
                t('codes.badLine', { ...field.params })
              ) : (
                <>
                  <bdi dir="ltr">{field.path}</bdi>: {refusalWords(t, field)}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.row}>
        <Button appearance="primary" disabledFocusable={busy || !changed} onClick={() => void save()}>
          {t(busy ? 'common:saving' : 'codes.save')}
        </Button>
        <Button disabled={busy || !changed} onClick={discard}>
          {t('codes.discard')}
        </Button>
        {changed && <span className={styles.note}>{t('codes.unsaved')}</span>}
      </div>
    </>
  );
}

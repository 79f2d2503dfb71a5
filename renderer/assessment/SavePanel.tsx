import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { SaveRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useHealth } from '../api-hooks.ts';
import styles from './Assessment.module.css';
import type { Unusual } from './unusual-values.ts';

/** "Check before saving": what is worth a second look, what was refused, and the one button. */
export function SavePanel({
  unusual,
  confirmed,
  onConfirm,
  failure,
  errors,
  saving,
  onSave,
}: {
  readonly unusual: readonly Unusual[];
  readonly confirmed: ReadonlySet<string>;
  readonly onConfirm: (field: string) => void;
  readonly failure: string | null;
  readonly errors: readonly { readonly field: string; readonly text: string; readonly go: () => void }[];
  readonly saving: boolean;
  readonly onSave: () => void;
}) {
  const { t } = useTranslation('assessment');
  const down = useHealth()?.links.some(({ state }) => state === 'offline' || state === 'unreachable');
  const open = unusual.filter(({ field }) => !confirmed.has(field));
  return (
    <aside className={`${styles.card} ${styles.savePanel}`} aria-labelledby="check-before-saving">
      <h2 id="check-before-saving" className={styles.sectionTitle}>
        {t('check.title')}
      </h2>
      {failure !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('notSaved.title')}</MessageBarTitle>
            {failure}
          </MessageBarBody>
        </MessageBar>
      )}
      {errors.length > 0 && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('check.errors', { count: errors.length })}</MessageBarTitle>
            <ul className={styles.errorList}>
              {errors.map(({ field, text, go }) => (
                <li key={field}>
                  <Button appearance="transparent" size="small" onClick={go}>
                    {t(`fields.${field}`)}
                  </Button>
                  {text}
                </li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      {open.map(({ field, rule, params }) => (
        <MessageBar key={field} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t(`fields.${field}`)}</MessageBarTitle>
            {t(`unusual.${rule}`, params)}
            <div>
              <Button size="small" onClick={() => onConfirm(field)}>
                {t('check.correct')}
              </Button>
            </div>
          </MessageBarBody>
        </MessageBar>
      ))}
      {open.length === 0 && errors.length === 0 && failure === null && (
        <p className={styles.muted}>{t('check.nothing')}</p>
      )}
      <Button appearance="primary" size="large" icon={<SaveRegular />} disabled={saving} onClick={onSave}>
        {saving ? t('save.saving') : t('save.button')}
      </Button>
      <p className={styles.muted}>{down ? t('save.whenOnline') : t('save.now')}</p>
      <p className={styles.muted}>{t('save.keys')}</p>
    </aside>
  );
}

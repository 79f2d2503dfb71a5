import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../core/contract/result.ts';
import { fieldWords } from '../shell/words.ts';
import styles from './ProfileErrors.module.css';

/** The fields of a profile that were refused, each by its path in the JSON and what to do. Never its value. */
export function ProfileErrors({ fields }: { readonly fields: readonly FieldError[] }) {
  const { t } = useTranslation();
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t('settings:destination.errorsTitle')}</MessageBarTitle>
        <ul className={styles.list}>
          {fields.map((field) => (
            <li key={`${field.path} ${field.rule}`}>
              {field.path === '' ? (
                <strong>{t('settings:destination.wholeProfile')}</strong>
              ) : (
                <bdi dir="ltr" className={styles.path}>
                  {field.path}
                </bdi>
              )}
              {' - '}
              {field.path === '' ? t('rules.notJson') : fieldWords(t, field)}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

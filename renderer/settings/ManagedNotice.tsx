import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useManaged } from './use-managed.ts';

/** What is wrong in IT's configuration, by source and key, and that a destination of IT's comes back at the next start. */
export function ManagedNotice() {
  const { t } = useTranslation('settings');
  const managed = useManaged();
  if (!managed) return null;
  return (
    <>
      {managed.problems.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('managed.problems')}</MessageBarTitle>
            <ul>
              {managed.problems.map(({ source, key, rule }) => (
                <li key={`${source} ${key} ${rule}`}>
                  {t(`managed.source.${source}`)} <bdi>{key}</bdi> {t(`managed.rule.${rule}`)}
                </li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      {managed.newerVersion !== null && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('managed.newerVersion', { version: managed.newerVersion })}</MessageBarBody>
        </MessageBar>
      )}
      {managed.destination && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('managed.destination')}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}

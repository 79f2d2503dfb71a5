import { MessageBar, MessageBarBody, Tab, TabList } from '@fluentui/react-components';
import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../core/contract/session.ts';
import { type SettingsSection, settingsSections } from '../shell/navigation.ts';
import { Page } from '../shell/Page.tsx';
import { UnsavedContext } from '../shell/unsaved.ts';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { CodeSettings } from './CodeSettings.tsx';
import { ConnectionSettings } from './ConnectionSettings.tsx';
import { GrowthSettings } from './GrowthSettings.tsx';
import { ManagedNotice } from './ManagedNotice.tsx';
import { PeopleSettings } from './PeopleSettings.tsx';
import { SchoolSettings } from './SchoolSettings.tsx';
import styles from './SettingsPage.module.css';
import { StorageSettings } from './StorageSettings.tsx';
import { StudentSettings } from './StudentSettings.tsx';

/** Settings: the window for everybody, the rest for administrators. Main refuses the rest; here it is only not shown. */
export function SettingsPage({
  role,
  section,
}: {
  readonly role: Role;
  readonly section?: SettingsSection | undefined;
}) {
  const { t } = useTranslation();
  const { leave } = useContext(UnsavedContext);
  const admin = role === 'admin';
  const sections = settingsSections.filter((each) => admin || each === 'appearance');
  const [shown, setShown] = useState<SettingsSection>(section ?? 'appearance');
  useEffect(() => {
    if (section) setShown(section);
  }, [section]);
  const current = sections.includes(shown) ? shown : 'appearance';
  return (
    <Page title={t('settings:title')}>
      {admin && (
        <TabList
          aria-label={t('settings:sections.label')}
          className={styles.tabs}
          selectedValue={current}
          onTabSelect={(_, { value }) => value !== current && leave(() => setShown(value as SettingsSection))}
        >
          {sections.map((each) => (
            <Tab key={each} value={each}>
              {t(`settings:sections.${each}`)}
            </Tab>
          ))}
        </TabList>
      )}
      {admin && <ManagedNotice />}
      <Section section={current} admin={admin} />
      {!admin && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t('settings:adminOnly')}</MessageBarBody>
        </MessageBar>
      )}
    </Page>
  );
}

function Section({ section, admin }: { readonly section: SettingsSection; readonly admin: boolean }) {
  switch (section) {
    case 'appearance':
      return <AppearanceSettings admin={admin} />;
    case 'schools':
      return <SchoolSettings />;
    case 'destination':
      return <ConnectionSettings />;
    case 'people':
      return <PeopleSettings />;
    case 'students':
      return <StudentSettings />;
    case 'codes':
      return <CodeSettings />;
    case 'growth':
      return <GrowthSettings />;
    case 'storage':
      return <StorageSettings />;
  }
}

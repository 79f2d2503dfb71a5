import { Tab, TabList } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsAdmin } from '../api-hooks.ts';
import { AuditTab } from '../audit/AuditTab.tsx';
import { useNavigation } from '../shell/navigation.ts';
import { Page } from '../shell/Page.tsx';
import { ConnectionTab } from './ConnectionTab.tsx';
import { CopyDiagnostics } from './CopyDiagnostics.tsx';
import { SendingTab } from './SendingTab.tsx';

const tabs = ['sending', 'connection', 'audit'] as const;

type ActivityTab = (typeof tabs)[number];

/** How sending goes: figures and charts, the lines, and for administrators who did what. Counts only, no student. */
export function ActivityPage() {
  const { t } = useTranslation('activity');
  const admin = useIsAdmin();
  const { place } = useNavigation();
  const [tab, setTab] = useState<ActivityTab>('sending');
  useEffect(() => {
    if (place.page === 'activity' && place.tab) setTab(place.tab);
  }, [place]);
  const offered = tabs.filter((each) => admin || each !== 'audit');
  const shown = offered.includes(tab) ? tab : 'sending';
  return (
    <Page title={t('title')} actions={<CopyDiagnostics />}>
      <TabList
        aria-label={t('tabs.label')}
        selectedValue={shown}
        onTabSelect={(_, { value }) => setTab(value as ActivityTab)}
      >
        {offered.map((each) => (
          <Tab key={each} value={each}>
            {t(`tabs.${each}`)}
          </Tab>
        ))}
      </TabList>
      {shown === 'sending' && <SendingTab />}
      {shown === 'connection' && <ConnectionTab />}
      {shown === 'audit' && <AuditTab />}
    </Page>
  );
}

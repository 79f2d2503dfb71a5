import { Tab, TabList } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../shell/Page.tsx';
import { EndOfDayList } from './EndOfDay.tsx';
import { RefusalList } from './RefusalList.tsx';

type ReportTab = 'day' | 'refusals';

/** What a day came to, and what was refused. */
export function ReportsPage({ tab }: { readonly tab?: ReportTab | undefined }) {
  const { t } = useTranslation('reports');
  const [shown, setShown] = useState<ReportTab>(tab ?? 'day');
  useEffect(() => {
    if (tab) setShown(tab);
  }, [tab]);
  return (
    <Page title={t('title')}>
      <div data-screen-only>
        <TabList
          selectedValue={shown}
          onTabSelect={(_, { value }) => setShown(value as ReportTab)}
          aria-label={t('title')}
        >
          <Tab value="day" id="tab-day" aria-controls="panel-reports">
            {t('tabs.day')}
          </Tab>
          <Tab value="refusals" id="tab-refusals" aria-controls="panel-reports">
            {t('tabs.refusals')}
          </Tab>
        </TabList>
      </div>
      <div role="tabpanel" id="panel-reports" aria-labelledby={`tab-${shown}`}>
        {shown === 'day' ? <EndOfDayList /> : <RefusalList />}
      </div>
    </Page>
  );
}

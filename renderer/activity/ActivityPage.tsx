import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Radio,
  RadioGroup,
  Spinner,
  Switch,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import cards from '../shell/Page.module.css';
import { Page } from '../shell/Page.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './Activity.module.css';
import { ActivityChart } from './ActivityChart.tsx';
import { ActivityFacts } from './ActivityFacts.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { barsOf } from './bars.ts';
import { OutageList } from './OutageList.tsx';

const periods = { day: 24, week: 168, month: 720 } as const;

type Period = keyof typeof periods;

const refreshMs = 60_000;

/** What was sent and what failed, hour by hour or day by day, and when the line was down. Counts only, no person. */
export function ActivityPage() {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const [period, setPeriod] = useState<Period>('day');
  const [asTable, setAsTable] = useState(false);
  const { data, error, refetch } = useChannel(
    'health.activity',
    { hours: periods[period] },
    { keepPrevious: true, staleTime: 0 },
  );
  const minute = useNow(refreshMs);
  // Counts change with every message; once a minute is enough for a chart by the hour.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the minute is what asks again
  useEffect(() => void refetch(), [minute, refetch]);
  const unit = data && data.success.windowHours > periods.day ? 'day' : 'hour';
  const when = unit === 'day' ? format.date : format.shortDateTime;
  const bars = data && barsOf(data, unit);
  return (
    <Page title={t('title')}>
      {error && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{errorWords(t, error)}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void refetch()}>{t('common:tryAgain')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {!data && !error && <Spinner label={t('common:loading')} />}
      {data && bars && (
        <>
          <section className={cards.card}>
            <h2 className={styles.heading}>{t('chart.title')}</h2>
            <div className={styles.choices}>
              <RadioGroup
                layout="horizontal"
                aria-label={t('period.label')}
                value={period}
                onChange={(_, chosen) => setPeriod(chosen.value as Period)}
              >
                <Radio value="day" label={t('period.day')} />
                <Radio value="week" label={t('period.week')} />
                <Radio value="month" label={t('period.month')} />
              </RadioGroup>
              <Switch
                checked={asTable}
                onChange={(_, { checked }) => setAsTable(checked)}
                label={t('asTable')}
              />
            </div>
            <ActivityFacts success={data.success} />
            {asTable ? <ActivityTable bars={bars} when={when} /> : <ActivityChart bars={bars} when={when} />}
            {data.acksSampled && <p className={styles.note}>{t('sampled')}</p>}
          </section>
          <section className={cards.card}>
            <h2 className={styles.heading}>{t('outages.title')}</h2>
            <OutageList outages={data.outages} />
          </section>
        </>
      )}
    </Page>
  );
}

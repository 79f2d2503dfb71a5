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
import { errorWords } from '../shell/words.ts';
import styles from './Activity.module.css';
import { ActivityChart } from './ActivityChart.tsx';
import { ActivityFigures } from './ActivityFigures.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { BacklogChart } from './BacklogChart.tsx';
import { barsOf } from './bars.ts';
import { OutageList } from './OutageList.tsx';
import { SenderCard } from './SenderCard.tsx';

const periods = { day: 24, week: 168, month: 720 } as const;

type Period = keyof typeof periods;

const refreshMs = 60_000;

/** What was sent and what failed, hour by hour or day by day, how long messages waited, and when the line was down. */
export function SendingTab() {
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
  const bars = data && barsOf(data, unit);
  return (
    <>
      {error && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{errorWords(t, error)}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void refetch()}>{t('common:tryAgain')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {!data && !error && <Spinner label={t('common:loading')} />}
      {data && <ActivityFigures ackMedianMs={data.ackMedianMs} />}
      <SenderCard />
      {data && bars && (
        <>
          <section className={cards.card}>
            <div className={styles.choices}>
              <h2 className={styles.heading}>{t(`chart.title.${unit}`)}</h2>
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
            {asTable ? (
              <ActivityTable bars={bars} when={unit === 'day' ? format.date : format.shortDateTime} />
            ) : (
              <>
                <ActivityChart bars={bars} when={unit === 'day' ? format.dayMonth : format.time} />
                <h3 className={styles.subheading}>{t('backlog.title')}</h3>
                <BacklogChart bars={bars} when={unit === 'day' ? format.dayMonth : format.time} />
              </>
            )}
            {data.acksSampled && <p className={styles.note}>{t('sampled')}</p>}
          </section>
          <section className={cards.card}>
            <h2 className={styles.heading}>{t('outages.title')}</h2>
            <OutageList outages={data.outages} />
          </section>
        </>
      )}
    </>
  );
}

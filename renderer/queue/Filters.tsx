import { Button, Dropdown, Option, SearchBox, Tab, TabList } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { problemCodes } from '../../core/contract/message.ts';
import { type QueueCounts, type StatusFilter, statusFilters } from '../../core/contract/queue.ts';
import { useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { problemWords } from '../shell/words.ts';
import styles from './Queue.module.css';
import { type Period, periods, type QueueView } from './queue-view.ts';

/** Tabs by state with their counts, search, and the filters for school, time and problem. */
export function Filters({
  view,
  counts,
  onChange,
}: {
  readonly view: QueueView;
  readonly counts: QueueCounts | undefined;
  readonly onChange: (change: Partial<QueueView>) => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const schools = useChannel('school.list', {}).data ?? [];
  const isFiltered =
    view.text !== '' || view.schoolId !== null || view.period !== 'any' || view.problem !== null;
  return (
    <div className={styles.filters}>
      <TabList
        selectedValue={view.status}
        onTabSelect={(_, { value }) => onChange({ status: value as StatusFilter })}
        aria-label={t('filters.byState')}
      >
        {statusFilters.map((status) => (
          <Tab key={status} value={status}>
            {t(`tabs.${status}`)}
            {counts && status !== 'all' && (
              <span
                className={`${styles.count} ${status === 'failed' && counts.failed > 0 ? styles.bad : ''}`}
              >
                {format.number(counts[status])}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      <SearchBox
        className={styles.search}
        placeholder={t('filters.search')}
        aria-label={t('filters.search')}
        value={view.text}
        data-queue-search
        onChange={(_, { value }) => onChange({ text: value })}
      />
      {schools.length > 1 && (
        <Dropdown
          className={styles.filter}
          aria-label={t('filters.school')}
          value={schools.find(({ id }) => id === view.schoolId)?.name ?? t('filters.allSchools')}
          selectedOptions={[String(view.schoolId ?? '')]}
          onOptionSelect={(_, { optionValue }) =>
            onChange({ schoolId: optionValue ? Number(optionValue) : null })
          }
        >
          <Option value="" text={t('filters.allSchools')}>
            {t('filters.allSchools')}
          </Option>
          {schools.map(({ id, name }) => (
            <Option key={id} value={String(id)} text={name}>
              {name}
            </Option>
          ))}
        </Dropdown>
      )}
      <Dropdown
        className={styles.filter}
        aria-label={t('filters.time')}
        value={t(`periods.${view.period}`)}
        selectedOptions={[view.period]}
        onOptionSelect={(_, { optionValue }) => onChange({ period: (optionValue ?? 'any') as Period })}
      >
        {periods.map((period) => (
          <Option key={period} value={period} text={t(`periods.${period}`)}>
            {t(`periods.${period}`)}
          </Option>
        ))}
      </Dropdown>
      <Dropdown
        className={styles.filter}
        aria-label={t('filters.problem')}
        value={view.problem === null ? t('filters.anyProblem') : problemWords(t, view.problem).title}
        selectedOptions={[view.problem ?? '']}
        onOptionSelect={(_, { optionValue }) =>
          onChange({ problem: problemCodes.find((code) => code === optionValue) ?? null })
        }
      >
        <Option value="" text={t('filters.anyProblem')}>
          {t('filters.anyProblem')}
        </Option>
        {problemCodes.map((code) => (
          <Option key={code} value={code} text={problemWords(t, code).title}>
            {problemWords(t, code).title}
          </Option>
        ))}
      </Dropdown>
      {isFiltered && (
        <Button
          appearance="subtle"
          onClick={() => onChange({ text: '', schoolId: null, period: 'any', problem: null })}
        >
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}

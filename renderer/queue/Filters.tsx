import { Button, Dropdown, Option, SearchBox, Tab, TabList, Tooltip } from '@fluentui/react-components';
import { FilterDismissRegular } from '@fluentui/react-icons';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { type QueueFilter, type StatusFilter, statusFilters } from '../../core/contract/queue.ts';
import { useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { countWords } from './count-words.ts';
import { DateRange } from './DateRange.tsx';
import styles from './Filters.module.css';
import { ProblemFilter } from './ProblemFilter.tsx';
import { everything, isNarrowed, type Period, periods, type QueueView } from './queue-view.ts';
import { SortMenu } from './SortMenu.tsx';
import { useSchoolName } from './use-school-name.ts';
import type { TabCounts } from './use-tab-counts.ts';

/** Tabs by state with their counts, search, and the filters for school, time and problem. */
export function Filters({
  view,
  filter,
  counts,
  search,
  onChange,
}: {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  readonly counts: TabCounts;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (change: Partial<QueueView>) => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const schoolName = useSchoolName();
  const schools = useChannel('school.list', {}).data ?? [];
  const narrowed = isNarrowed(view);
  return (
    <search className={styles.filters} aria-label={t('filters.label')}>
      <TabList
        className={styles.tabs ?? ''}
        selectedValue={view.status}
        onTabSelect={(_, { value }) => onChange({ status: value as StatusFilter })}
        aria-label={t('filters.byState')}
      >
        {statusFilters.map((status) => (
          <Tab key={status} value={status}>
            {t(`tabs.${status}`)}{' '}
            {status !== 'all' && counts[status] !== undefined && (
              <span className={`${styles.count} ${counts[status].total > 0 ? styles[status] : ''}`}>
                {countWords(t, format, counts[status])}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      <SearchBox
        className={styles.search ?? ''}
        input={{ ref: search }}
        placeholder={t('filters.search')}
        aria-label={t('filters.search')}
        title={t('filters.search')}
        value={view.text}
        maxLength={100}
        onChange={(_, { value }) => onChange({ text: value })}
      />
      {schools.length > 1 && (
        <Dropdown
          inlinePopup
          className={styles.filter ?? ''}
          aria-label={t('filters.school')}
          value={view.schoolId === null ? t('filters.allSchools') : schoolName(view.schoolId, '')}
          selectedOptions={[String(view.schoolId ?? '')]}
          onOptionSelect={(_, { optionValue }) =>
            onChange({ schoolId: optionValue ? Number(optionValue) : null })
          }
        >
          <Option value="" text={t('filters.allSchools')}>
            {t('filters.allSchools')}
          </Option>
          {schools.map(({ id, name }) => (
            <Option key={id} value={String(id)} text={schoolName(id, name)}>
              {schoolName(id, name)}
            </Option>
          ))}
        </Dropdown>
      )}
      <Dropdown
        inlinePopup
        className={styles.filter ?? ''}
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
      <ProblemFilter problem={view.problem} filter={filter} onChange={(problem) => onChange({ problem })} />
      {view.status === 'all' && <SortMenu sort={view.sort} onChange={(sort) => onChange({ sort })} />}
      {narrowed && (
        <Tooltip content={t('filters.clear')} relationship="label">
          <Button
            appearance="subtle"
            icon={<FilterDismissRegular />}
            onClick={() => {
              onChange({ ...everything, status: view.status, sort: view.sort });
              search.current?.focus();
            }}
          />
        </Tooltip>
      )}
      {view.period === 'range' && <DateRange view={view} onChange={onChange} />}
    </search>
  );
}

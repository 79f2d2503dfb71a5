import { Button, MessageBar, MessageBarBody, Tab, TabList } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterPreview, RosterRow } from '../../core/contract/roster.ts';
import { useFormat } from '../shell/format.ts';
import { RosterRowLine } from './RosterRowLine.tsx';
import styles from './SettingsPage.module.css';

type Filter = 'all' | RosterRow['action'];

const actions: readonly RosterRow['action'][] = ['add', 'change', 'unchanged', 'leaveOut'];
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;

/** Rows drawn at once: a class list is seen whole, a school of thousands does not stop the window. */
const step = 200;

/** What an import would do: counts that filter, and each row with its reasons in words. */
export function RosterPreviewTable({
  fileName,
  preview,
  actions: buttons,
}: {
  readonly fileName: string;
  readonly preview: RosterPreview;
  readonly actions: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts, rows } = preview;
  const [filter, setFilter] = useState<Filter>(counts.leaveOut > 0 ? 'leaveOut' : 'all');
  const [limit, setLimit] = useState(step);
  const matching = filter === 'all' ? rows : rows.filter(({ action }) => action === filter);
  const more = Math.min(step, matching.length - limit);
  return (
    <>
      <FileFacts fileName={fileName} preview={preview} />
      {counts.leaveOut > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('settings:students.leftOutNote', { count: counts.leaveOut })}</MessageBarBody>
        </MessageBar>
      )}
      {counts.add + counts.change === 0 && counts.leaveOut === 0 && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{t('settings:students.nothingToDo')}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.row}>{buttons}</div>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={t('settings:students.filter')}
        selectedValue={filter}
        onTabSelect={(_, { value }) => {
          setFilter(value as Filter);
          setLimit(step);
        }}
      >
        <Tab value="all">{t('settings:students.all', { rows: format.number(rows.length) })}</Tab>
        {actions.map((action) => (
          <Tab key={action} value={action}>
            {t(`settings:students.filters.${action}`, { rows: format.number(counts[action]) })}
          </Tab>
        ))}
      </TabList>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings:students.line')}</th>
              <th scope="col">{t('settings:students.action')}</th>
              <th scope="col">{t('settings:students.number')}</th>
              <th scope="col">{t('settings:students.name')}</th>
              <th scope="col">{t('settings:students.remarks')}</th>
            </tr>
          </thead>
          <tbody>
            {matching.slice(0, limit).map((row) => (
              <RosterRowLine key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {matching.length === 0 && <p className={styles.note}>{t('settings:students.noRows')}</p>}
      {more > 0 && (
        <div>
          <Button onClick={() => setLimit(limit + step)}>
            {t('settings:students.more', { count: more })}
          </Button>
        </div>
      )}
    </>
  );
}

function FileFacts({ fileName, preview }: { readonly fileName: string; readonly preview: RosterPreview }) {
  const { t } = useTranslation();
  const { rows, encoding, delimiter, columns } = preview;
  const unused = columns.flatMap(({ header, column }) => (column === null && header !== '' ? [header] : []));
  return (
    <p className={styles.note}>
      {t('settings:students.fileFacts', {
        file: fileName,
        rows: t('settings:students.rows', { count: rows.length }),
        encoding: t(`settings:students.encodings.${encoding}`),
        delimiter: t(`settings:students.delimiters.${delimiterNames[delimiter]}`),
      })}
      {unused.length > 0 && (
        <>
          <br />
          {t('settings:students.unusedColumns', { columns: unused.join(', ') })}
        </>
      )}
    </p>
  );
}

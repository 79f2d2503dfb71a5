import { Field, mergeClasses, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeTableNames } from '../../core/contract/code-table.ts';
import { useChannel } from '../api-hooks.ts';
import page from '../shell/Page.module.css';
import { CodeTableEditor } from './CodeTableEditor.tsx';
import { ReceiverNumberEditor } from './ReceiverNumberEditor.tsx';
import styles from './SettingsPage.module.css';

const choices = [...codeTableNames, 'receiver'] as const;

/** The lists that a message's codes come from, for each destination, and the words of the receiver's numbers. */
export function CodeSettings() {
  const { t } = useTranslation('profiles');
  const destinations = useChannel('destination.list', {}).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [table, setTable] = useState<(typeof choices)[number]>('disposition');
  const destinationId = chosen ?? destinations[0]?.id;
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="codes">
      <h2 id="codes" className={styles.heading}>
        {t('codes.title')}
      </h2>
      <p className={styles.note}>
        {table === 'receiver' ? t('codes.numbersHint') : `${t('codes.intro')} ${t('codes.labelHint')}`}
      </p>
      <div className={styles.row}>
        <Field label={t('codes.table')}>
          <Select
            value={table}
            onChange={(_, { value }) => setTable(choices.find((each) => each === value) ?? 'disposition')}
          >
            {choices.map((name) => (
              <option key={name} value={name}>
                {t(`codes.tables.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        {destinations.length > 1 && table !== 'receiver' && (
          <Field label={t('codes.destination')}>
            <Select value={destinationId ?? ''} onChange={(_, { value }) => setChosen(value)}>
              {destinations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      {table === 'receiver' ? (
        <ReceiverNumberEditor />
      ) : (
        destinationId && (
          <CodeTableEditor key={`${destinationId} ${table}`} destinationId={destinationId} table={table} />
        )
      )}
    </section>
  );
}

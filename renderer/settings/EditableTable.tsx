import { Button, Field, Input, mergeClasses, Textarea } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../core/contract/result.ts';
import styles from './EditableTable.module.css';
import { refusalWords } from './profile-edit.ts';
import page from './SettingsPage.module.css';

export type Origin = 'product' | 'changed' | 'own';

/** One row while it is edited. Rows of the product can be changed and not be taken out. */
export interface EditableRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

export interface EditableColumn {
  readonly name: string;
  readonly label: string;
  /** Arabic text runs from right to left whatever the window's language; codes from left to right. */
  readonly script: 'code' | 'latin' | 'arabic';
  /** Only rows of IT's own may change it: it is what a row of the product is known by. */
  readonly key?: boolean;
  readonly long?: boolean;
}

const shownAtOnce = 60;

/** A table of short texts that IT edits cell by cell, searched by any of them. Refusals stand in their cells. */
export function EditableTable({
  columns,
  rows,
  errors,
  change,
  caption,
}: {
  readonly columns: readonly EditableColumn[];
  readonly rows: readonly EditableRow[];
  readonly errors: readonly FieldError[];
  readonly change: (rows: readonly EditableRow[]) => void;
  readonly caption: string;
}) {
  const { t } = useTranslation('profiles');
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const wanted = search.trim().toLocaleLowerCase();
  const found = rows
    .map((row, index) => ({ row, index }))
    .filter(
      ({ row, index }) =>
        Object.values(row.cells).some((cell) => cell.toLocaleLowerCase().includes(wanted)) ||
        errors.some(({ path }) => path.startsWith(`rows.${index}.`)),
    );
  const shown = all ? found : found.slice(0, shownAtOnce);
  const put = (index: number, name: string, value: string) =>
    change(
      rows.map((row, at) =>
        at === index
          ? {
              ...row,
              cells: { ...row.cells, [name]: value },
              origin: row.origin === 'own' ? 'own' : 'changed',
            }
          : row,
      ),
    );
  const add = () => {
    setSearch('');
    setAll(true);
    const cells = Object.fromEntries(columns.map(({ name }) => [name, '']));
    change([...rows, { cells, origin: 'own' }]);
  };
  const [key] = columns;
  const nameOf = ({ cells }: EditableRow) => (key && cells[key.name]) || t('codes.newRow');
  return (
    <>
      <div className={page.row}>
        <Field label={t('codes.search')}>
          <Input type="search" value={search} onChange={(_, { value }) => setSearch(value)} />
        </Field>
        <Button className={styles.add} icon={<AddRegular />} onClick={add}>
          {t('codes.add')}
        </Button>
      </div>
      {found.length === 0 && <p className={page.note}>{t('codes.noMatch')}</p>}
      {found.length > 0 && (
        <div className={page.scroll}>
          <table className={mergeClasses(page.table, styles.table)} aria-label={caption}>
            <thead>
              <tr>
                {columns.map(({ name, label }) => (
                  <th key={name} scope="col">
                    {label}
                  </th>
                ))}
                <th scope="col">{t('codes.columns.origin')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ row, index }) => (
                <tr key={index}>
                  {columns.map((column) => (
                    <td key={column.name}>
                      <Cell
                        column={column}
                        row={row}
                        label={t('codes.cell', { column: column.label, code: nameOf(row) })}
                        error={errors.find(({ path }) => path === `rows.${index}.${column.name}`)}
                        put={(value) => put(index, column.name, value)}
                      />
                    </td>
                  ))}
                  <td className={styles.origin}>
                    {t(`codes.origins.${row.origin}`)}
                    {row.origin === 'own' && (
                      <Button
                        appearance="subtle"
                        size="small"
                        icon={<DeleteRegular />}
                        aria-label={t('codes.remove', { code: nameOf(row) })}
                        onClick={() => change(rows.filter((_, at) => at !== index))}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < found.length && (
        <Button appearance="subtle" onClick={() => setAll(true)}>
          {t('settings:students.more', { count: found.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Cell({
  column: { name, script, key, long },
  row,
  label,
  error,
  put,
}: {
  readonly column: EditableColumn;
  readonly row: EditableRow;
  readonly label: string;
  readonly error: FieldError | undefined;
  readonly put: (value: string) => void;
}) {
  const { t } = useTranslation('profiles');
  const value = row.cells[name] ?? '';
  if (key && row.origin !== 'own') return <bdi className={styles.code}>{value}</bdi>;
  const shared = {
    'aria-label': label,
    value,
    dir: script === 'arabic' ? 'rtl' : 'ltr',
    lang: script === 'arabic' ? 'ar' : 'en',
    onChange: (_: unknown, data: { readonly value: string }) => put(data.value),
  } as const;
  return (
    <Field
      validationState={error ? 'error' : 'none'}
      validationMessage={error ? refusalWords(t, error) : null}
    >
      {long ? (
        <Textarea {...shared} resize="vertical" />
      ) : (
        <Input {...shared} className={script === 'code' ? styles.short : undefined} />
      )}
    </Field>
  );
}

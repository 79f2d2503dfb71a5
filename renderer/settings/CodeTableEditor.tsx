import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRowView, CodeTableName, TypedRow } from '../../core/contract/code-table.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { FileButton } from '../form/FileButton.tsx';
import { saveTextFile } from '../save-file.ts';
import { useNotify } from '../shell/notices.tsx';
import { type EditableRow, EditableTable } from './EditableTable.tsx';
import { EditorFoot } from './EditorFoot.tsx';
import styles from './SettingsPage.module.css';

const names = ['code', 'english', 'arabic', 'targetCode', 'targetLabel'] as const;

/** One code table of a destination: cell by cell, or as a CSV that goes out and comes back. Nothing changes before Save. */
export function CodeTableEditor({
  destinationId,
  table,
}: {
  readonly destinationId: string;
  readonly table: CodeTableName;
}) {
  const { t } = useTranslation('profiles');
  const notify = useNotify();
  const { data } = useChannel('codeTable.list', { destinationId });
  const saving = useCall('codeTable.save', {
    refreshes: ['codeTable.list', 'destination.list', 'message.rebuildPreview'],
  });
  const exporting = useCall('codeTable.writeCsv');
  const [edited, setEdited] = useState<readonly EditableRow[] | null>(null);
  const [importedFrom, setImportedFrom] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const stored = data?.tables.find(({ name }) => name === table)?.rows ?? [];
  const rows = edited ?? stored.map(editable);
  const title = t(`codes.tables.${table}`);

  const discard = () => {
    setEdited(null);
    setImportedFrom(null);
    setError(null);
  };
  const save = async () => {
    setError(null);
    const input = { destinationId, profileVersion: data?.profileVersion ?? 0, table, rows: rows.map(typed) };
    const result = await saving.run(input);
    if (!result.ok) return setError(result.error);
    discard();
    const { profileVersion } = result.value;
    notify({ kind: 'success', text: t('codes.saved', { table: title, version: profileVersion }) });
  };
  const exportCsv = async () => {
    const result = await exporting.run({ destinationId, table });
    if (result.ok) saveTextFile(`${table}.csv`, result.value.text, 'text/csv');
    else setError(result.error);
  };
  return (
    <>
      <div className={styles.row}>
        <ImportButton
          read={(from, read) => {
            setError(null);
            setImportedFrom(from);
            setEdited(merged(stored, read));
          }}
          refused={setError}
        />
        <Button disabled={edited !== null} onClick={() => void exportCsv()}>
          {t('codes.export')}
        </Button>
      </div>
      {importedFrom !== null && (
        <p role="status" className={styles.note}>
          {t('codes.imported', { file: `\u2068${importedFrom}\u2069` })}
        </p>
      )}
      <EditableTable
        caption={title}
        columns={names.map((name) => ({
          name,
          label: t(`codes.columns.${name}`),
          script: name === 'arabic' ? 'arabic' : name === 'english' ? 'latin' : 'code',
          key: name === 'code',
        }))}
        rows={rows}
        errors={error?.fields ?? []}
        change={setEdited}
      />
      <EditorFoot changed={edited !== null} busy={saving.busy} error={error} save={save} discard={discard} />
    </>
  );
}

/** Reads a CSV into the table, where a person looks at it before anything is saved. */
function ImportButton({
  read,
  refused,
}: {
  readonly read: (fileName: string, rows: readonly TypedRow[]) => void;
  readonly refused: (error: AppError) => void;
}) {
  const { t } = useTranslation('profiles');
  const { run, busy } = useCall('codeTable.readCsv');
  const open = async (file: File) => {
    const result = await run({ text: (await file.text()).slice(0, 500_000) });
    if (result.ok) read(file.name, result.value.rows);
    else refused(result.error);
  };
  return (
    <FileButton accept=".csv,.txt,text/csv,text/plain" disabled={busy} onFile={(file) => void open(file)}>
      {t('codes.import')}
    </FileButton>
  );
}

function editable({ origin, ...row }: CodeRowView): EditableRow {
  return { cells: { ...row, targetLabel: row.targetLabel ?? '' }, origin };
}

function typed({ cells }: EditableRow): TypedRow {
  const cell = (name: (typeof names)[number]) => cells[name] ?? '';
  return {
    code: cell('code'),
    english: cell('english'),
    arabic: cell('arabic'),
    targetCode: cell('targetCode'),
    targetLabel: cell('targetLabel').trim() === '' ? null : cell('targetLabel'),
  };
}

/** Rows of a file over those that are there: a code that the file does not have stays as it is. */
function merged(stored: readonly CodeRowView[], read: readonly TypedRow[]): readonly EditableRow[] {
  const cells = (row: TypedRow) => ({ ...row, targetLabel: row.targetLabel ?? '' });
  const kept = stored.map((row): EditableRow => {
    const from = read.find(({ code }) => code.trim() === row.code);
    if (!from) return editable(row);
    const same = names.every((name) => (from[name] ?? '') === (row[name] ?? ''));
    return { cells: cells(from), origin: row.origin === 'product' && !same ? 'changed' : row.origin };
  });
  const added = read
    .filter(({ code }) => !stored.some((row) => row.code === code.trim()))
    .map((row): EditableRow => ({ cells: cells(row), origin: 'own' }));
  return [...kept, ...added];
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReceiverNumber, receiverNumberSchema } from '../../core/contract/receiver-number.ts';
import type { AppError, FieldError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { type EditableRow, EditableTable } from './EditableTable.tsx';
import { EditorFoot } from './EditorFoot.tsx';

const names = ['code', 'system', 'english', 'arabic', 'path'] as const;

/** What the receiver's numbers mean, in the words that people read when a message is refused. */
export function ReceiverNumberEditor() {
  const { t } = useTranslation('profiles');
  const notify = useNotify();
  const { data } = useChannel('receiverNumber.list', {});
  const { run, busy } = useCall('receiverNumber.save', { refreshes: ['receiverNumber.list'] });
  const [edited, setEdited] = useState<readonly EditableRow[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const rows =
    edited ?? (data ?? []).map(({ origin, ...row }) => ({ cells: { ...row, path: row.path ?? '' }, origin }));
  const discard = () => {
    setEdited(null);
    setError(null);
  };
  const save = async () => {
    const read = readRows(rows);
    if (read.errors.length > 0) {
      return setError({ code: 'BAD_INPUT', message: 'Some rows are not right.', fields: read.errors });
    }
    setError(null);
    const result = await run({ rows: [...read.numbers] });
    if (!result.ok) return setError(result.error);
    discard();
    notify({ kind: 'success', text: t('codes.savedNumbers') });
  };
  return (
    <>
      <EditableTable
        caption={t('codes.tables.receiver')}
        columns={names.map((name) => ({
          name,
          label: t(`codes.columns.${name === 'code' ? 'number' : name}`),
          script: name === 'arabic' ? 'arabic' : name === 'english' ? 'latin' : 'code',
          key: name === 'code' || name === 'system',
          long: name === 'english' || name === 'arabic',
        }))}
        rows={rows}
        errors={error?.fields ?? []}
        change={setEdited}
      />
      <EditorFoot changed={edited !== null} busy={busy} error={error} save={save} discard={discard} />
    </>
  );
}

/** A new row is one of the receiver's own numbers unless it says otherwise. */
function readRows(rows: readonly EditableRow[]): {
  readonly numbers: readonly ReceiverNumber[];
  readonly errors: readonly FieldError[];
} {
  const errors: FieldError[] = [];
  const numbers = rows.flatMap(({ cells }, index) => {
    const parsed = receiverNumberSchema.safeParse({
      code: cells.code ?? '',
      system: cells.system?.trim() || 'malaffi',
      english: cells.english ?? '',
      arabic: cells.arabic ?? '',
      path: cells.path?.trim() || null,
    });
    if (parsed.success) return [parsed.data];
    for (const { path, code } of parsed.error.issues) {
      errors.push({
        path: `rows.${index}.${String(path[0])}`,
        rule: code === 'too_small' ? 'missing' : code,
      });
    }
    return [];
  });
  return { numbers, errors };
}

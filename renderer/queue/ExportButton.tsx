import { Button, Checkbox } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter, SortOrder } from '../../core/contract/queue.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { saveTextFile } from '../save-file.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import { type Counted, countWords } from './count-words.ts';

interface ExportProps {
  readonly filter: QueueFilter;
  readonly sort: SortOrder;
  /** How many match; undefined until they are counted. */
  readonly counted: Counted | undefined;
  readonly scopeText: string;
}

/** For an admin: the list as a CSV file. Without names unless they are asked for, because a file can be passed on. */
export function ExportButton(props: ExportProps) {
  const { t } = useTranslation('queue');
  return (
    <FormDialog
      title={t('export.title')}
      trigger={
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={props.counted?.total === 0}
        >
          {t('export.open')}
        </Button>
      }
      form={(show) => <ExportForm {...props}>{show}</ExportForm>}
    />
  );
}

function ExportForm({
  filter,
  sort,
  counted: listed,
  scopeText,
  children,
}: ExportProps & { readonly children: (content: FormDialogContent) => ReactNode }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const notify = useNotify();
  const { run, busy } = useCall('queue.export');
  const [withNames, setWithNames] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const counted = (count: number) => ({ count, number: format.number(count) });
  const submit = async () => {
    setError(null);
    const result = await run({ filter, sort, withNames });
    if (!result.ok) {
      setError(result.error);
      return false;
    }
    if (result.value.kind === 'cancelled') return false;
    if (result.value.kind === 'content')
      saveTextFile(result.value.fileName, result.value.content, 'text/csv');
    notify({ kind: 'success', text: t('export.done', counted(result.value.rows)) });
    return true;
  };
  const fields = (
    <>
      <p>
        <strong>{t('retry.appliesTo')}</strong> {scopeText}
        {listed && ` · ${t('matching', { count: listed.total, number: countWords(t, format, listed) })}`}
      </p>
      <p>{t('export.what')}</p>
      <Checkbox
        label={t('export.withNames')}
        checked={withNames}
        onChange={(_, { checked }) => setWithNames(checked === true)}
      />
      {withNames && <p>{t('export.namesLeave')}</p>}
      <ErrorBar title={t('export.notDone')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t('export.do'), busy, submit });
}

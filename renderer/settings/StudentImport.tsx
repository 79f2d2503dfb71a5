import { Button, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, FieldError } from '../../core/contract/result.ts';
import type { RosterPreview } from '../../core/contract/roster.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { RosterFilePicker } from './RosterFilePicker.tsx';
import { RosterPreviewTable } from './RosterPreviewTable.tsx';
import { readRosterFile } from './read-roster-file.ts';
import styles from './SettingsPage.module.css';

interface Previewed {
  readonly fileName: string;
  readonly preview: RosterPreview;
}

/** Roster import: choose a file, see row by row what would happen, then import exactly that. */
export function StudentImport() {
  const { t } = useTranslation();
  const notify = useNotify();
  const preview = useCall('roster.preview');
  const importing = useCall('roster.import', {
    refreshes: ['school.list', 'student.search', 'student.recent', 'student.get'],
  });
  const [shown, setShown] = useState<Previewed | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const open = async (file: File) => {
    setError(null);
    setShown(null);
    setReading(file.name);
    const read = await readRosterFile(file);
    const result = read.ok ? await preview.run(read.value) : read;
    setReading(null);
    if (result.ok) setShown({ fileName: file.name, preview: result.value });
    else setError(result.error);
  };
  const importShown = async (token: string) => {
    setError(null);
    const result = await importing.run({ token });
    if (!result.ok) return setError(result.error);
    setShown(null);
    const { added, changed } = result.value;
    notify({
      kind: 'success',
      text: t('settings:students.done', { count: added + changed, added, changed }),
    });
  };

  const title = t(shown ? 'settings:students.notImported' : 'settings:students.notRead');
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="student-import">
      <h2 id="student-import" className={styles.heading}>
        {t('settings:students.title')}
      </h2>
      <p className={styles.note}>{t('settings:students.intro')}</p>
      <RosterFilePicker another={shown !== null} open={(file) => void open(file)} />
      <p role="status" className={mergeClasses(styles.note, styles.status)}>
        {reading !== null && t('settings:students.reading', { file: reading })}
      </p>
      <ErrorBar title={title} error={error} />
      <MissingColumns fields={error?.fields ?? []} />
      {shown && (
        <RosterPreviewTable
          fileName={shown.fileName}
          preview={shown.preview}
          actions={
            <>
              <ImportButton
                preview={shown.preview}
                busy={importing.busy}
                start={() => void importShown(shown.preview.token)}
              />
              <Button disabled={importing.busy} onClick={() => setShown(null)}>
                {t('settings:students.cancel')}
              </Button>
            </>
          }
        />
      )}
    </section>
  );
}

function ImportButton({
  preview: { counts },
  busy,
  start,
}: {
  readonly preview: RosterPreview;
  readonly busy: boolean;
  readonly start: () => void;
}) {
  const { t } = useTranslation();
  const count = counts.add + counts.change;
  return (
    <Button appearance="primary" disabledFocusable={busy || count === 0} onClick={start}>
      {busy ? t('settings:students.importing') : t('settings:students.import', { count })}
    </Button>
  );
}

function MissingColumns({ fields }: { readonly fields: readonly FieldError[] }) {
  const { t } = useTranslation();
  const missing = fields.filter(({ rule }) => rule === 'missingColumn');
  if (missing.length === 0) return null;
  return (
    <ul>
      {missing.map(({ path, rule }) => (
        <li key={path}>
          {t('settings:students.remark', {
            column: t(`settings:students.columns.${path}`, { defaultValue: path }),
            text: t(`rules.${rule}`),
          })}
        </li>
      ))}
    </ul>
  );
}

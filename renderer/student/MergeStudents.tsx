import { Button, Field, Input } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { StudentLine } from '../assessment/StudentLine.tsx';
import { useStudentName } from '../assessment/student-name.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { useNotify } from '../shell/notices.tsx';
import { fieldName } from '../shell/words.ts';
import styles from './Student.module.css';

const refreshes = [
  'student.record',
  'student.search',
  'student.recent',
  'assessment.history',
  'queue.query',
  'queue.counts',
] as const;

/** For an admin: a duplicate goes into this student, after a look at what happens. */
export function MergeStudents({ keep }: { readonly keep: StudentView }) {
  const { t } = useTranslation('student');
  return (
    <FormDialog
      title={t('merge.title')}
      trigger={<Button appearance="subtle">{t('merge.open')}</Button>}
      form={(show) => <MergeForm keep={keep}>{show}</MergeForm>}
    />
  );
}

function MergeForm({
  keep,
  children,
}: {
  readonly keep: StudentView;
  readonly children: (content: FormDialogContent) => ReactNode;
}) {
  const { t } = useTranslation('student');
  const notify = useNotify();
  const nameOf = useStudentName();
  const { run, busy } = useCall('student.merge', { refreshes });
  const [text, setText] = useState('');
  const [duplicate, setDuplicate] = useState<StudentView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const changeId = useRef(crypto.randomUUID());
  const typed = text.trim();
  const found = useChannel(
    'student.search',
    { text: typed, limit: 6 },
    { enabled: typed.length > 1, staleTime: 0 },
  ).data?.filter(({ id, schoolId }) => id !== keep.id && schoolId === keep.schoolId);
  const submit = async () => {
    setError(null);
    if (!duplicate) return false;
    const ids = { keepId: keep.id, duplicateId: duplicate.id };
    const result = await run({ changeId: changeId.current, ...ids });
    if (!result.ok) {
      setError(result.error);
      return false;
    }
    notify({ kind: 'success', text: t('merge.done') });
    return true;
  };
  const fields = (
    <>
      <p className={styles.quiet}>{t('merge.intro')}</p>
      <Field label={t('merge.find')}>
        <Input
          value={text}
          dir="auto"
          maxLength={100}
          autoComplete="off"
          autoFocus
          onChange={(_, { value }) => {
            setText(value);
            setDuplicate(null);
          }}
        />
      </Field>
      <p role="status" className={styles.quiet}>
        {typed.length > 1 && found?.length === 0 ? t('merge.nobody') : ''}
      </p>
      {!duplicate && found && (
        <section aria-label={t('merge.found')} className={styles.results}>
          {found.map((student) => (
            <Button key={student.id} className={styles.choice ?? ''} onClick={() => setDuplicate(student)}>
              <StudentLine student={student} short />
            </Button>
          ))}
        </section>
      )}
      {duplicate && <Preview keep={keep} duplicate={duplicate} name={nameOf(duplicate)} />}
      <ErrorBar title={t('merge.notDone')} error={error} />
    </>
  );
  return children({ fields, submitLabel: t('merge.do'), busy: busy || !duplicate, submit });
}

function Preview({
  keep,
  duplicate,
  name,
}: {
  readonly keep: StudentView;
  readonly duplicate: StudentView;
  readonly name: string;
}) {
  const { t } = useTranslation('student');
  const ids = { keepId: keep.id, duplicateId: duplicate.id };
  const preview = useChannel('student.mergePreview', ids, { staleTime: 0 }).data;
  if (!preview) return null;
  const { refusal, visits, unsent, differences, willTell } = preview;
  const names = differences.map((field) =>
    field === 'grade' || field === 'className' || field === 'noCardReason'
      ? t(`fields.${field}`)
      : fieldName(t, `student.${field}`),
  );
  return (
    <section aria-label={t('merge.preview')}>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <bdi>{duplicate.studentNumber}</bdi>
      </p>
      {refusal ? (
        <p className={styles.errorNote}>{t(`merge.refusals.${refusal}`)}</p>
      ) : (
        <ul>
          <li>{t('merge.visits', { count: visits })}</li>
          {unsent > 0 && <li>{t('merge.unsent', { count: unsent })}</li>}
          <li>
            {names.length > 0
              ? t('merge.differences', { list: names.join(t('reports:day.comma')) })
              : t('merge.noDifferences')}
          </li>
          <li>{t(willTell ? 'merge.told' : 'merge.notTold')}</li>
        </ul>
      )}
    </section>
  );
}

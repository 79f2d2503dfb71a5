import { Button, Field, mergeClasses, Select } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import type { AlikeStudent } from '../../core/contract/student-page.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { useStudentName } from '../assessment/student-name.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { Page } from '../shell/Page.tsx';
import { useUnsaved } from '../shell/unsaved.ts';
import { AlikeStudents } from './AlikeStudents.tsx';
import { valuesFor } from './new-student.ts';
import styles from './Student.module.css';
import { StudentFields } from './StudentFields.tsx';
import { BackButton } from './StudentPage.tsx';
import { markFaults, readStudent, type StudentValues } from './student-form.ts';

const refreshes = ['student.search', 'student.recent', 'class.list', 'class.open', 'school.list'] as const;

/** A student who is in no list. Records that may be of the same child are shown before a second one is made. */
export function NewStudentPage({
  typed,
  next,
}: {
  /** What somebody searched for and did not find. */
  readonly typed: string;
  /** Where the added student is opened. */
  readonly next: 'assessment' | 'student';
}) {
  const { t } = useTranslation('newStudent');
  const notify = useNotify();
  const nameOf = useStudentName();
  const { go } = useNavigation();
  const { run, busy } = useCall('student.add', { refreshes });
  const schools = useChannel('school.list', {}).data;
  const [school, setSchool] = useState<number | null>(null);
  const schoolId = school ?? schools?.[0]?.id ?? null;
  const [alike, setAlike] = useState<readonly AlikeStudent[]>([]);
  const [error, setError] = useState<AppError | null>(null);
  const changeId = useRef(crypto.randomUUID());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed to find the student, once
  const start = useMemo(() => valuesFor(typed), []);
  const form = useForm<StudentValues>({ defaultValues: start });
  const { control, setFocus, setError: setFieldError, formState, getValues, clearErrors, subscribe } = form;
  const release = useUnsaved(formState.isDirty);

  useEffect(() => setFocus(start.givenName === '' ? 'givenName' : 'dateOfBirth'), [setFocus, start]);
  // Other values, other records: they are looked for anew at the save.
  useEffect(() => subscribe({ formState: { values: true }, callback: () => setAlike([]) }), [subscribe]);

  const open = (studentId: number) => {
    release();
    go({ page: next, studentId });
  };
  const save = async (seen: readonly AlikeStudent[]) => {
    setError(null);
    clearErrors();
    if (schoolId === null) return;
    const read = readStudent(getValues());
    if (!read.ok) return markFaults(setFieldError, read.faults);
    const result = await run({
      changeId: changeId.current,
      schoolId,
      student: read.student,
      seen: seen.map(({ student }) => student.id),
    });
    if (!result.ok) {
      if (result.error.fields?.some(({ path }) => path.startsWith('student.')))
        markFaults(setFieldError, result.error.fields);
      else setError(result.error);
      return;
    }
    if (result.value.kind === 'alike') return setAlike(result.value.alike);
    notify({ kind: 'success', text: t('added'), detail: nameOf(result.value.student) });
    open(result.value.student.id);
  };

  return (
    <Page title={t('title')} actions={<BackButton />}>
      <form
        className={mergeClasses(page.card, styles.card, styles.sections)}
        noValidate
        aria-label={t('title')}
        onSubmit={(event) => {
          event.preventDefault();
          void save([]);
        }}
      >
        <p className={styles.quiet}>{t(schools?.length === 0 ? 'noSchool' : 'intro')}</p>
        <div className={styles.card} inert={busy}>
          {schools && schools.length > 1 && (
            <div className={styles.fieldset}>
              <Field label={t('school')} required>
                <Select
                  value={String(schoolId)}
                  onChange={(_, { value }) => {
                    setSchool(Number(value));
                    setAlike([]);
                  }}
                >
                  {schools.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            </div>
          )}
          <StudentFields control={control} marked />
        </div>
        <ErrorBar title={t('notAdded')} error={error} />
        <AlikeStudents alike={alike} busy={busy} onOpen={open} onAddAnyway={() => void save(alike)} />
        <div className={styles.foot}>
          <Button
            type="submit"
            appearance={alike.length > 0 ? 'secondary' : 'primary'}
            icon={<PersonAddRegular />}
            disabledFocusable={busy || schoolId === null}
          >
            {busy ? t('common:saving') : t('add')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

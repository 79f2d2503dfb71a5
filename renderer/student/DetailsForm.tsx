import { Button, mergeClasses } from '@fluentui/react-components';
import { SaveRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { type FieldPath, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { useUnsaved } from '../shell/unsaved.ts';
import styles from './Student.module.css';
import { StudentFields } from './StudentFields.tsx';
import { markFaults, readStudent, type StudentValues, toValues } from './student-form.ts';

const refreshes = [
  'student.get',
  'student.record',
  'student.search',
  'student.recent',
  'assessment.history',
  'queue.query',
  'queue.counts',
  'message.detail',
] as const;

/** Everything that is known of a student, to be corrected by hand. Receivers are told by main, as the profile says. */
export function DetailsForm({
  student,
  focusField,
  readOnly,
}: {
  readonly student: StudentView;
  /** The field that a refusal names, as a path: the keyboard starts there. */
  readonly focusField: string | null;
  readonly readOnly: boolean;
}) {
  const { t } = useTranslation('student');
  const notify = useNotify();
  const { run, busy } = useCall('student.save', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  // One id for one change: saved twice it changes nothing twice.
  const changeId = useRef(crypto.randomUUID());
  const form = useForm<StudentValues>({ defaultValues: toValues(student) });
  const { control, setFocus, setError: setFieldError, formState, reset, getValues, clearErrors } = form;
  useUnsaved(formState.isDirty && !readOnly);

  useEffect(() => {
    const name = focusField?.replace(/^student\./, '');
    if (!name) return;
    const target = name === 'allergies' ? 'allergies.0.text' : name;
    requestAnimationFrame(() => setFocus(target as FieldPath<StudentValues>));
  }, [focusField, setFocus]);

  const save = async () => {
    setError(null);
    clearErrors();
    const read = readStudent(getValues());
    if (!read.ok) return markFaults(setFieldError, read.faults);
    const result = await run({ changeId: changeId.current, id: student.id, student: read.student });
    if (!result.ok) {
      if (result.error.fields?.some(({ path }) => path.startsWith('student.')))
        markFaults(setFieldError, result.error.fields);
      else setError(result.error);
      return;
    }
    changeId.current = crypto.randomUUID();
    reset(toValues({ ...student, ...read.student }));
    notify({ kind: 'success', text: t(`saved.${result.value.willSend}`) });
  };

  return (
    <form
      className={mergeClasses(page.card, styles.card)}
      noValidate
      aria-labelledby="student-details"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="student-details" className={styles.heading}>
        {t('sections.details')}
      </h2>
      <div className={styles.card} inert={busy || readOnly}>
        <StudentFields control={control} />
      </div>
      <ErrorBar title={t('notSaved')} error={error} />
      {!readOnly && (
        <div className={styles.foot}>
          <Button type="submit" appearance="primary" icon={<SaveRegular />} disabledFocusable={busy}>
            {busy ? t('common:saving') : t('save')}
          </Button>
          <span role="status" className={styles.quiet}>
            {formState.isDirty ? t('unsaved') : ''}
          </span>
        </div>
      )}
    </form>
  );
}

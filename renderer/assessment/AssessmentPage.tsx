import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useCall } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { Page } from '../shell/Page.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './Assessment.module.css';
import { AssessmentForm, type SaveAnswer } from './AssessmentForm.tsx';
import { Drafts } from './Drafts.tsx';
import { blankForm, type FormValues, fromDraftFields, readForm, toDraftFields } from './form-values.ts';
import { StudentFinder } from './StudentFinder.tsx';
import { StudentHeader } from './StudentHeader.tsx';
import { useStudentName } from './student-name.ts';
import { useDraft } from './use-draft.ts';

/** What is being entered: a new id for each assessment, so that nothing of the last one can remain. */
interface Entry {
  readonly id: string;
  readonly student: StudentView | null;
  readonly start: FormValues;
}

function newEntry(student: StudentView | null = null): Entry {
  return { id: crypto.randomUUID(), student, start: blankForm(new Date()) };
}

/** New assessment: find the student, enter, save. "Saved" is only ever said after the commit. */
export function AssessmentPage() {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const notify = useNotify();
  const { go } = useNavigation();
  const nameOf = useStudentName();
  const [entry, setEntry] = useState(newEntry);
  const finder = useRef<HTMLInputElement>(null);
  const draft = useDraft(entry.id);
  const { run: saveAssessment } = useCall('assessment.save', {
    refreshes: ['draft.list', 'student.recent', 'assessment.history', 'queue.query'],
  });
  const { run: getStudent } = useCall('student.get');
  const { run: discard } = useCall('draft.discard', { refreshes: ['draft.list'] });

  const { student } = entry;
  const onChanged = useCallback(
    (values: FormValues | null) => draft.changed(student?.id ?? null, values && toDraftFields(values)),
    [draft.changed, student],
  );
  const onSave = useCallback(
    async (values: FormValues): Promise<SaveAnswer> => {
      if (!student) return { ok: false, sentence: t('find.first'), fields: [] };
      const read = readForm(values, entry.id, student.id, Date.now());
      if (!read.ok) return { ok: false, sentence: null, fields: read.errors };
      draft.stop();
      const result = await saveAssessment(read.input);
      if (!result.ok) {
        onChanged(values);
        return { ok: false, sentence: errorWords(t, result.error), fields: [] };
      }
      notify({
        kind: 'success',
        text: t(`saved.${result.value.willSend}`),
        detail: nameOf(student),
        actions: [{ label: t('saved.view'), run: () => go({ page: 'queue' }) }],
      });
      setEntry(newEntry());
      // After the form is gone: the next child is found by typing at once.
      requestAnimationFrame(() => finder.current?.focus());
      return { ok: true };
    },
    [student, entry.id, draft.stop, saveAssessment, onChanged, notify, nameOf, go, t],
  );
  const continueDraft = async (kept: Draft) => {
    const found = kept.studentId === null ? null : await getStudent({ id: kept.studentId });
    const known = found?.ok ? found.value : null;
    setEntry({ id: kept.id, student: known, start: fromDraftFields(kept.fields, new Date()) });
  };
  const changeStudent = () => {
    draft.stop();
    void discard({ id: entry.id });
    setEntry(newEntry());
    requestAnimationFrame(() => finder.current?.focus());
  };

  return (
    <Page
      title={t('title')}
      actions={
        draft.keptAt !== null && (
          <span className={styles.muted}>{t('draft.saved', { time: format.time(draft.keptAt) })}</span>
        )
      }
    >
      {student ? (
        <>
          <StudentHeader student={student} onChange={changeStudent} />
          <AssessmentForm
            key={entry.id}
            student={student}
            start={entry.start}
            onChanged={onChanged}
            onSave={onSave}
          />
        </>
      ) : (
        <>
          <Drafts onContinue={(kept) => void continueDraft(kept)} />
          <StudentFinder
            inputRef={finder}
            onChoose={(chosen) => setEntry((before) => ({ ...before, student: chosen }))}
          />
        </>
      )}
    </Page>
  );
}

import { mergeClasses } from '@fluentui/react-components';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { Page } from '../shell/Page.tsx';
import styles from './Assessment.module.css';
import { AssessmentForm } from './AssessmentForm.tsx';
import { Drafts } from './Drafts.tsx';
import { type FormValues, toDraftFields } from './form-values.ts';
import { NoNewAssessments, useNoRoom } from './NoNewAssessments.tsx';
import { faultsOf, readForm } from './read-form.ts';
import { StudentFinder } from './StudentFinder.tsx';
import { useStudentName } from './student-name.ts';
import { type DraftState, useDraft } from './use-draft.ts';
import { useEntry } from './use-entry.ts';
import type { SaveAnswer } from './use-saving.ts';

/** New assessment: find the student, enter, save. "Saved" is only ever said after the commit. */
export function AssessmentPage() {
  const { t } = useTranslation('assessment');
  const notify = useNotify();
  const { go } = useNavigation();
  const nameOf = useStudentName();
  const { entry, startNew, choose, resume } = useEntry();
  const draft = useDraft(entry.id);
  const finder = useRef<HTMLInputElement>(null);
  const { run: saveAssessment } = useCall('assessment.save', {
    refreshes: ['draft.list', 'student.recent', 'student.search', 'assessment.history', 'queue.query'],
  });
  const { id, student } = entry;
  const noRoom = useNoRoom();

  const onChanged = useCallback(
    (values: FormValues | null) => draft.changed(student?.id ?? null, values && toDraftFields(values)),
    [draft.changed, student],
  );
  const onSave = useCallback(
    async (values: FormValues): Promise<SaveAnswer> => {
      if (!student) return { ok: false, error: null, faults: [] };
      const read = readForm(values, id, student.id, Date.now());
      if (!read.ok) return { ok: false, error: null, faults: read.faults };
      const result = await saveAssessment(read.input);
      if (!result.ok) {
        const faults = faultsOf(result.error.fields ?? []);
        return { ok: false, error: faults.length > 0 ? null : result.error, faults };
      }
      draft.forget();
      startNew();
      notify({
        kind: 'success',
        text: t(`saved.${result.value.willSend}`),
        detail: nameOf(student),
        actions: [{ label: t('saved.view'), run: () => go({ page: 'queue' }) }],
      });
      return { ok: true };
    },
    [id, student, saveAssessment, draft.forget, startNew, notify, t, nameOf, go],
  );

  return (
    <Page title={t('title')} actions={<DraftLine state={draft.state} />}>
      {student ? (
        <AssessmentForm
          key={`${id}-${student.id}`}
          student={student}
          start={entry.start}
          onChanged={onChanged}
          onSave={onSave}
          // What was typed is kept as a draft of the student it was typed for.
          onChangeStudent={startNew}
        />
      ) : noRoom ? (
        <NoNewAssessments code={noRoom} />
      ) : (
        <>
          <Drafts onContinue={(kept) => void resume(kept)} onDiscarded={() => finder.current?.focus()} />
          <StudentFinder key={id} inputRef={finder} onChoose={choose} />
        </>
      )}
    </Page>
  );
}

function DraftLine({ state }: { readonly state: DraftState }) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  switch (state.kind) {
    case 'none':
      return null;
    case 'kept':
      return <span className={styles.muted}>{t('draft.saved', { time: format.time(state.at) })}</span>;
    case 'notKept':
      return (
        <span role="alert" className={mergeClasses(styles.muted, styles.danger)}>
          {t('draft.notSaved')}
        </span>
      );
  }
}

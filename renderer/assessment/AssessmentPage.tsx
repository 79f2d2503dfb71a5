import { Button } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Absence, ClassMember } from '../../core/contract/class.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';
import { Page } from '../shell/Page.tsx';
import { AssessmentForm } from './AssessmentForm.tsx';
import styles from './Classes.module.css';
import { ClassList } from './ClassList.tsx';
import { ClassPicker } from './ClassPicker.tsx';
import { progressOf } from './class-order.ts';
import { DraftLine } from './DraftLine.tsx';
import { Drafts } from './Drafts.tsx';
import { type FormValues, toDraftFields } from './form-values.ts';
import { NoNewAssessments, useNoRoom } from './NoNewAssessments.tsx';
import { StudentFinder } from './StudentFinder.tsx';
import { useClassMode } from './use-class-mode.ts';
import { useDraft } from './use-draft.ts';
import { useEntry } from './use-entry.ts';
import { useSaveEntry } from './use-save-entry.ts';
import type { AfterSave } from './use-saving.ts';

/** New assessment: find the student or take a whole class, enter, save. "Saved" is only ever said after the commit. */
export function AssessmentPage() {
  const { t } = useTranslation('assessment');
  const { entry, startNew, choose, resume, resumeById } = useEntry();
  const draft = useDraft(entry.id);
  const finder = useRef<HTMLInputElement>(null);
  const { id, student } = entry;
  const noRoom = useNoRoom();
  const mode = useClassMode();
  const { drafts, open } = useOpenStudent(choose, resumeById);
  const inClass = mode.key !== null;

  const onChanged = useCallback(
    (values: FormValues | null, confirmed: readonly string[]) =>
      draft.changed(student?.id ?? null, values && toDraftFields(values, confirmed)),
    [draft.changed, student],
  );
  const goOn = useCallback(
    (after: AfterSave) => {
      const next = inClass && after === 'next' ? mode.after(student?.id ?? null) : null;
      startNew();
      if (next) void open(next.student);
    },
    [inClass, mode.after, student, startNew, open],
  );
  const onSave = useSaveEntry(entry, draft.forget, goOn);

  const onMark = async (member: ClassMember, absence: Absence | null) => {
    const next = absence !== null && member.student.id === student?.id ? mode.after(member.student.id) : null;
    if (!(await mode.mark(member.student.id, absence)) || absence === null) return;
    startNew();
    if (next) void open(next.student);
  };
  // A class that was just opened begins with the first who is not done.
  const firstOf = useRef<string | null>(null);
  const opened = mode.key && JSON.stringify(mode.key);
  useEffect(() => {
    if (opened === null || mode.loading || firstOf.current === opened) return;
    firstOf.current = opened;
    const first = mode.after(null);
    if (first) void open(first.student);
  }, [opened, mode.loading, mode.after, open]);

  const form = student && (
    <AssessmentForm
      key={`${id}-${student.id}`}
      student={student}
      start={entry.start}
      startConfirmed={entry.confirmed}
      onChanged={onChanged}
      onSave={onSave}
      // What was typed is kept as a draft of the student it was typed for.
      {...(inClass ? { next: mode.after(student.id)?.student ?? null } : { onChangeStudent: startNew })}
    />
  );
  return (
    <Page title={t('title')} actions={<DraftLine state={draft.state} />}>
      {inClass && !noRoom ? (
        <div className={styles.withClass}>
          <ClassList
            mode={mode}
            current={student?.id ?? null}
            unfinished={drafts}
            onChoose={(member) => void open(member.student)}
            onMark={(member, absence) => void onMark(member, absence)}
            onLeave={() => {
              firstOf.current = null;
              mode.leave();
              startNew();
            }}
          />
          {form ?? (mode.loading ? null : <ClassPause members={mode.members} onNext={open} />)}
        </div>
      ) : form ? (
        form
      ) : noRoom ? (
        <NoNewAssessments code={noRoom} />
      ) : (
        <>
          <Drafts onContinue={(kept) => void resume(kept)} onDiscarded={() => finder.current?.focus()} />
          <StudentFinder key={id} inputRef={finder} onChoose={choose} />
          <ClassPicker onOpen={mode.open} />
        </>
      )}
    </Page>
  );
}

/** Opens the form of a student of a class: with what was begun and not saved, or blank. */
function useOpenStudent(
  choose: (student: StudentView) => void,
  resumeById: (id: string) => Promise<boolean>,
) {
  const list = useChannel('draft.list', {}, { staleTime: 0 }).data;
  const drafts = useMemo(() => new Set((list ?? []).flatMap(({ studentId }) => studentId ?? [])), [list]);
  const open = useCallback(
    async (student: StudentView) => {
      const kept = list?.find(({ studentId }) => studentId === student.id);
      if (!kept || !(await resumeById(kept.id))) choose(student);
    },
    [list, choose, resumeById],
  );
  return { drafts, open };
}

/** Between two students of a class, and at its end. */
function ClassPause({
  members,
  onNext,
}: {
  readonly members: readonly ClassMember[];
  readonly onNext: (student: StudentView) => void;
}) {
  const { t } = useTranslation('assessment');
  const next = members.find(({ state }) => state === 'notYet');
  const { done, total } = progressOf(members);
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.querySelector('button')?.focus(), []);
  return (
    <section ref={section} className={styles.finished}>
      <h2 className={styles.title}>{t(next ? 'classMode.paused' : 'classMode.finished')}</h2>
      <p className={styles.muted}>{t('classMode.progress', { done, count: total })}</p>
      {next && (
        <Button appearance="primary" onClick={() => onNext(next.student)}>
          {t('classMode.next')}
        </Button>
      )}
    </section>
  );
}

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { screeningOf } from '../../core/clinical/screening-plan.ts';
import type { Draft } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useCall } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';
import { blankForm, confirmedInDraft, type FormValues, fromDraftFields } from './form-values.ts';
import { today } from './visit-date.ts';

/** What is being entered: a new id for each assessment, so that nothing of the last one can remain. */
export interface Entry {
  readonly id: string;
  readonly student: StudentView | null;
  readonly start: FormValues;
  /** Doubts that were confirmed before the draft was left, by id. */
  readonly confirmed: readonly string[];
  /** True for a draft: what it held must not be lost. */
  readonly resumed: boolean;
}

export interface EntryState {
  readonly entry: Entry;
  /** An empty form under a new id, without a student. */
  startNew(): void;
  choose(student: StudentView): void;
  /** Goes on with a draft under its own id. */
  resume(draft: Draft): Promise<void>;
  /** The same by id; false when there is no such draft. */
  resumeById(id: string): Promise<boolean>;
}

function newEntry(): Entry {
  return {
    id: crypto.randomUUID(),
    student: null,
    start: blankForm('annual', today()),
    confirmed: [],
    resumed: false,
  };
}

/** A form for this student: the kind of screening by the grade, the date of this moment, everything else blank. */
function blankFor(student: StudentView): FormValues {
  return blankForm(screeningOf(student.grade), today());
}

/** The assessment at hand. It follows the place that the rail, the tray or another page asked for. */
export function useEntry(): EntryState {
  const { place } = useNavigation();
  const [entry, setEntry] = useState(newEntry);
  const { run: getStudent } = useCall('student.get');
  const { run: getDraft } = useCall('draft.get');

  const startNew = useCallback(() => setEntry(newEntry()), []);
  const choose = useCallback(
    (student: StudentView) =>
      setEntry((before) => ({
        ...before,
        student,
        // A draft whose student is gone keeps what was typed; anything else starts blank at this moment.
        start: before.resumed ? before.start : blankFor(student),
      })),
    [],
  );
  const resume = useCallback(
    async ({ id, studentId, fields }: Draft) => {
      const found = studentId === null ? null : await getStudent({ id: studentId });
      const student = found?.ok ? found.value : null;
      const blank = student ? blankFor(student) : blankForm('annual', today());
      setEntry({
        id,
        student,
        start: fromDraftFields(fields, blank),
        confirmed: confirmedInDraft(fields),
        resumed: true,
      });
    },
    [getStudent],
  );

  const resumeById = useCallback(
    async (id: string) => {
      const found = await getDraft({ id });
      if (!found.ok || !found.value) return false;
      await resume(found.value);
      return true;
    },
    [getDraft, resume],
  );

  const studentId = place.page === 'assessment' ? place.studentId : undefined;
  const draftId = place.page === 'assessment' ? place.draftId : undefined;
  const opened = useRef(place);
  // Before the next key is taken: a new entry has a new field to find a student, and a letter typed into the one before it
  // would be lost. The entry that the page opened with is new already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new place is followed once, the same one never again
  useLayoutEffect(() => {
    if (opened.current !== place) startNew();
    opened.current = place;
    if (draftId !== undefined) {
      void resumeById(draftId);
    } else if (studentId !== undefined) {
      void getStudent({ id: studentId }).then((found) => {
        if (found.ok) choose(found.value);
      });
    }
  }, [place]);

  return { entry, startNew, choose, resume, resumeById };
}

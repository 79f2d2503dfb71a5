import { Button, Field, Input } from '@fluentui/react-components';
import { PersonAddRegular, PersonRegular, SearchRegular } from '@fluentui/react-icons';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useNavigation } from '../shell/navigation.ts';
import styles from './Finder.module.css';
import { StudentLine } from './StudentLine.tsx';
import { useStudentName } from './student-name.ts';
import { useStudentSearch } from './use-student-search.ts';

/** Finds a student by name in either script, number or Emirates ID; recent students are one click away. */
export function StudentFinder({
  onChoose,
  inputRef,
}: {
  readonly onChoose: (student: StudentView) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation('assessment');
  const search = useStudentSearch(onChoose);
  const { students, active, listId } = search;
  // The page opens to find somebody: the next child is found by typing at once.
  useEffect(() => inputRef.current?.focus(), [inputRef]);
  useEffect(() => {
    if (active >= 0) document.getElementById(`${listId}-${active}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [active, listId]);
  const severalSchools = new Set(students.map(({ schoolId }) => schoolId)).size > 1;

  return (
    <section className={styles.card} aria-labelledby="find-student">
      <h2 id="find-student" className={styles.title}>
        {t('find.title')}
      </h2>
      <Field label={t('find.label')} hint={t('find.hint')}>
        <Input
          input={{ ref: inputRef }}
          role="combobox"
          size="large"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          dir="auto"
          contentBefore={<SearchRegular />}
          aria-autocomplete="list"
          aria-expanded={students.length > 0}
          {...(students.length > 0 ? { 'aria-controls': listId } : {})}
          {...(active >= 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
          value={search.text}
          onChange={(_, { value }) => search.type(value)}
          onKeyDown={search.onKeyDown}
        />
      </Field>
      <p role="status" className={styles.status}>
        {search.status}
      </p>
      {search.error && (
        <div className={styles.failed}>
          <ErrorBar title={t('find.failed')} error={search.error} />
          <Button onClick={search.again}>{t('common:tryAgain')}</Button>
        </div>
      )}
      {students.length > 0 && (
        <div role="listbox" id={listId} aria-label={t('find.results')} className={styles.results}>
          {students.map((student, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the field, which keeps the focus
            <div
              key={student.id}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              tabIndex={-1}
              className={styles.result}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(student)}
            >
              <StudentLine student={student} withSchool={severalSchools} />
            </div>
          ))}
        </div>
      )}
      {students.length > 0 && <PageOf student={students[Math.max(active, 0)]} />}
      <AddStudent typed={search.text} />
      <RecentStudents onChoose={onChoose} />
    </section>
  );
}

/** Who is in no list is added by hand, with what was typed to find them. */
function AddStudent({ typed }: { readonly typed: string }) {
  const { t } = useTranslation('assessment');
  const { go } = useNavigation();
  return (
    <div>
      <Button
        appearance="subtle"
        icon={<PersonAddRegular />}
        onClick={() => go({ page: 'newStudent', typed: typed.trim(), next: 'assessment' })}
      >
        {t('newStudent:offer')}
      </Button>
    </div>
  );
}

/** The way to a student's page without an assessment: of the one that the arrow keys are on. */
function PageOf({ student }: { readonly student: StudentView | undefined }) {
  const { t } = useTranslation('assessment');
  const { go } = useNavigation();
  const nameOf = useStudentName();
  if (!student) return null;
  return (
    <div>
      <Button
        appearance="subtle"
        icon={<PersonRegular />}
        onClick={() => go({ page: 'student', studentId: student.id })}
      >
        {t('student:openOf', { name: nameOf(student) })}
      </Button>
    </div>
  );
}

function RecentStudents({ onChoose }: { readonly onChoose: (student: StudentView) => void }) {
  const { t } = useTranslation('assessment');
  const recent = useChannel('student.recent', {}, { staleTime: 0 }).data ?? [];
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent-students">
      <h3 id="recent-students" className={styles.recentTitle}>
        {t('find.recent')}
      </h3>
      <ul className={styles.recent}>
        {recent.map((student) => (
          <li key={student.id}>
            <Button className={styles.recentStudent} onClick={() => onChoose(student)}>
              <StudentLine student={student} short />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

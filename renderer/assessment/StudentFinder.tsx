import { Button, Combobox, Field, Option } from '@fluentui/react-components';
import { type RefObject, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import styles from './Assessment.module.css';
import { useStudentName } from './student-name.ts';

const shortest = 2;
const shownResults = 8;

/** Finds a student by name in either script, number or Emirates ID; recent students are one click away. */
export function StudentFinder({
  onChoose,
  inputRef,
}: {
  readonly onChoose: (student: StudentView) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation('assessment');
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const found = useChannel(
    'student.search',
    { text: sought, limit: shownResults },
    { enabled: sought.length >= shortest, keepPrevious: true, staleTime: 0 },
  );
  const recent = useChannel('student.recent', {});
  const nameOf = useStudentName();
  const students = sought.length >= shortest ? (found.data ?? []) : [];
  const nobody =
    sought.length >= shortest && found.isSuccess && !found.isPlaceholderData && students.length === 0;

  return (
    <section className={styles.card} aria-labelledby="find-student">
      <h2 id="find-student" className={styles.sectionTitle}>
        {t('find.title')}
      </h2>
      <Field
        label={t('find.label')}
        hint={t('find.hint')}
        {...(nobody ? { validationMessage: t('find.nobody') } : {})}
      >
        <Combobox
          input={{ ref: inputRef }}
          freeform
          autoComplete="off"
          value={text}
          open={students.length > 0}
          onChange={(event) => setText(event.target.value)}
          onOptionSelect={(_, { optionValue }) => {
            const chosen = students.find(({ id }) => String(id) === optionValue);
            if (chosen) onChoose(chosen);
          }}
        >
          {students.map((student) => (
            <Option key={student.id} value={String(student.id)} text={nameOf(student)}>
              <StudentLine student={student} />
            </Option>
          ))}
        </Combobox>
      </Field>
      {(recent.data?.length ?? 0) > 0 && (
        <div className={styles.recent}>
          <span>{t('find.recent')}</span>
          {recent.data?.map((student) => (
            <Button key={student.id} size="small" onClick={() => onChoose(student)}>
              {nameOf(student)}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

/** Enough to tell two children of one name apart. */
function StudentLine({ student }: { readonly student: StudentView }) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const nameOf = useStudentName();
  const details = [
    t('student.class', { name: student.className || student.grade }),
    t('student.born', { date: format.calendarDate(student.dateOfBirth) }),
    student.lastVisitAt === null
      ? t('student.noVisit')
      : t('student.lastVisit', { date: format.date(student.lastVisitAt) }),
  ];
  return (
    <span className={styles.studentLine}>
      <strong>{nameOf(student)}</strong>
      <span className={styles.muted}>
        <bdi>{student.studentNumber}</bdi> · {details.join(' · ')}
      </span>
    </span>
  );
}

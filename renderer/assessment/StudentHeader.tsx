import { Avatar, Button, mergeClasses } from '@fluentui/react-components';
import { PersonRegular, PersonSwapRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import styles from './Assessment.module.css';
import { Facts } from './Facts.tsx';
import { initialsOf, useStudentName } from './student-name.ts';
import { today } from './visit-date.ts';

/** Whose assessment this is; stays in sight while the form scrolls. */
export function StudentHeader({
  student,
  onChange,
}: {
  readonly student: StudentView;
  readonly onChange?: () => void;
}) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const { go } = useNavigation();
  const name = useStudentName()(student);
  const age = ageInYears(student.dateOfBirth, today());
  const facts = [
    student.studentNumber,
    student.grade && t('student.grade', { name: student.grade }),
    student.className && t('student.class', { name: student.className }),
    student.schoolName,
  ];
  const born = t('student.born', { date: format.calendarDate(student.dateOfBirth) });
  return (
    <section className={mergeClasses(styles.card, styles.studentHeader)} aria-label={t('student.label')}>
      <Avatar
        initials={initialsOf(student)}
        idForColor={student.studentNumber}
        size={48}
        color="colorful"
        aria-hidden
      />
      <div className={styles.studentFacts}>
        <h2 className={styles.studentName}>
          <bdi>{name}</bdi>
        </h2>
        <p className={styles.muted}>
          <Facts facts={facts} />
        </p>
        <p className={styles.muted}>
          {age === null ? born : t('student.ageAndBirth', { age: t('student.age', { count: age }), born })}
        </p>
        {student.allergies.length > 0 && (
          <p className={styles.allergies}>
            {t('student.allergies', {
              list: student.allergies.map(({ text }) => text).join(t('listComma')),
            })}
          </p>
        )}
      </div>
      {onChange && (
        <>
          <Button
            appearance="subtle"
            icon={<PersonRegular />}
            onClick={() => go({ page: 'student', studentId: student.id })}
          >
            {t('student:open')}
          </Button>
          <Button icon={<PersonSwapRegular />} onClick={onChange}>
            {t('student.change')}
          </Button>
        </>
      )}
    </section>
  );
}

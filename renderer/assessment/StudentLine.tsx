import { useTranslation } from 'react-i18next';
import type { StudentView } from '../../core/contract/student.ts';
import { useFormat } from '../shell/format.ts';
import { Facts } from './Facts.tsx';
import styles from './Finder.module.css';
import { useStudentName } from './student-name.ts';

/** A student in a list: enough to tell two children of one name apart. */
export function StudentLine({
  student,
  withSchool = false,
  short = false,
}: {
  readonly student: StudentView;
  readonly withSchool?: boolean;
  readonly short?: boolean;
}) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const name = useStudentName()(student);
  const facts = [
    student.studentNumber,
    student.grade && t('student.grade', { name: student.grade }),
    student.className && t('student.class', { name: student.className }),
    !short && t('student.born', { date: format.calendarDate(student.dateOfBirth) }),
    withSchool && student.schoolName,
  ];
  const visit =
    student.lastVisitAt === null
      ? t('student.noVisit')
      : t('student.lastVisit', { date: format.date(student.lastVisitAt) });
  return (
    <span className={styles.line}>
      <span className={styles.name}>
        <bdi>{name}</bdi>
      </span>
      <span className={styles.facts}>
        <Facts facts={facts} />
      </span>
      {!short && <span className={styles.facts}>{visit}</span>}
    </span>
  );
}

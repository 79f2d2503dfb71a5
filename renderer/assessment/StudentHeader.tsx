import { Avatar, Button } from '@fluentui/react-components';
import { PersonSwapRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import { dubaiDate } from '../../core/clinical/calendar.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useFormat } from '../shell/format.ts';
import styles from './Assessment.module.css';
import { useStudentName } from './student-name.ts';

/** Whose assessment this is; stays in sight while the form scrolls. */
export function StudentHeader({
  student,
  onChange,
}: {
  readonly student: StudentView;
  readonly onChange: () => void;
}) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const name = useStudentName()(student);
  const age = ageInYears(student.dateOfBirth, dubaiDate(Date.now()) ?? '');
  const facts = [
    t('student.class', { name: student.className || student.grade }),
    student.schoolName,
    ...(age === null ? [] : [t('student.age', { count: age })]),
    t('student.born', { date: format.calendarDate(student.dateOfBirth) }),
  ];
  return (
    <section className={`${styles.card} ${styles.studentHeader}`} aria-label={t('student.label')}>
      <Avatar name={name} initials={initials(student)} size={48} color="colorful" aria-hidden />
      <div className={styles.studentFacts}>
        <h2 className={styles.studentName}>{name}</h2>
        <p className={styles.muted}>
          <bdi>{student.studentNumber}</bdi> · {facts.join(' · ')}
        </p>
        {student.allergies.length > 0 && (
          <p className={styles.allergies}>
            {t('student.allergies', { list: student.allergies.map(({ text }) => text).join(', ') })}
          </p>
        )}
      </div>
      <Button icon={<PersonSwapRegular />} onClick={onChange}>
        {t('student.change')}
      </Button>
    </section>
  );
}

function initials({ givenName, familyName }: StudentView): string {
  const family = familyName.replace(/^(al|el)[\s-]+/i, '');
  return `${givenName.charAt(0)}${family.charAt(0)}`.toUpperCase();
}

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  mergeClasses,
} from '@fluentui/react-components';
import { ArrowLeftRegular, DocumentAddRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import type { FixTarget, StudentRecord } from '../../core/contract/student-page.ts';
import { useChannel, useIsAdmin } from '../api-hooks.ts';
import { Facts } from '../assessment/Facts.tsx';
import { useStudentName } from '../assessment/student-name.ts';
import { today } from '../assessment/visit-date.ts';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import page from '../shell/Page.module.css';
import { Page } from '../shell/Page.tsx';
import { errorWords } from '../shell/words.ts';
import { AssessmentHistory } from './AssessmentHistory.tsx';
import { ConditionList } from './ConditionList.tsx';
import { DetailsForm } from './DetailsForm.tsx';
import { FixBanner } from './FixBanner.tsx';
import { MergeStudents } from './MergeStudents.tsx';
import styles from './Student.module.css';

/** One student: details to correct, conditions, consent, and every assessment with what became of it. */
export function StudentPage({
  studentId,
  fix,
}: {
  readonly studentId: number;
  readonly fix?: FixTarget | undefined;
}) {
  const { t } = useTranslation('student');
  const { go } = useNavigation();
  const record = useChannel('student.record', { id: studentId }, { staleTime: 0 });
  const nameOf = useStudentName();
  const student = record.data?.student;
  const readOnly = record.data?.mergedInto != null;
  return (
    <Page
      title={student ? nameOf(student) : t('title')}
      actions={
        <>
          <BackButton />
          {student && !readOnly && (
            <Button
              appearance="primary"
              icon={<DocumentAddRegular />}
              onClick={() => go({ page: 'assessment', studentId })}
            >
              {t('newAssessment')}
            </Button>
          )}
        </>
      }
    >
      {record.error && (
        <p role="alert" className={styles.errorNote}>
          {errorWords(t, record.error)}
        </p>
      )}
      {fix && <FixBanner fix={fix} page="student" />}
      {record.data && <Sections record={record.data} focusField={fix?.field ?? null} />}
    </Page>
  );
}

function Sections({
  record,
  focusField,
}: {
  readonly record: StudentRecord;
  readonly focusField: string | null;
}) {
  const { t } = useTranslation('student');
  const isAdmin = useIsAdmin();
  const { go } = useNavigation();
  const { student, conditions, mergedInto } = record;
  const readOnly = mergedInto !== null;
  const fixing = focusField !== null;
  const details = (
    <DetailsForm key={student.id} student={student} focusField={focusField} readOnly={readOnly} />
  );
  return (
    <div className={styles.sections}>
      {mergedInto !== null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('merge.isMerged')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => go({ page: 'student', studentId: mergedInto })}>
              {t('merge.openOther')}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <Summary record={record}>{isAdmin && !readOnly && <MergeStudents keep={student} />}</Summary>
      {/* Who comes to correct a refusal finds the field first. */}
      {fixing && details}
      <AssessmentHistory studentId={student.id} />
      <ConditionList studentId={student.id} conditions={conditions} readOnly={readOnly} />
      {!fixing && details}
    </div>
  );
}

function Summary({
  record: { student, consent },
  children,
}: {
  readonly record: StudentRecord;
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslation('student');
  const format = useFormat();
  const age = ageInYears(student.dateOfBirth, today());
  const born = t('assessment:student.born', { date: format.calendarDate(student.dateOfBirth) });
  const facts = [
    student.studentNumber,
    student.grade && t('assessment:student.grade', { name: student.grade }),
    student.className && t('assessment:student.class', { name: student.className }),
    student.schoolName,
    age === null
      ? born
      : t('assessment:student.ageAndBirth', { age: t('assessment:student.age', { count: age }), born }),
  ];
  return (
    <section className={mergeClasses(page.card, styles.head)} aria-label={t('title')}>
      <div className={styles.grow}>
        <p className={styles.quiet}>
          <Facts facts={facts} />
        </p>
        <p className={styles.quiet}>
          {consent
            ? `${t(consent.signed ? 'consent.signed' : 'consent.notSigned')}, ${t('consent.since', {
                date: format.date(consent.at),
              })}`
            : t('consent.notAsked')}
        </p>
      </div>
      {children}
    </section>
  );
}

/** To where the person came from; the arrow points back in either direction of writing. */
export function BackButton() {
  const { t } = useTranslation('student');
  const { back } = useNavigation();
  if (!back) return null;
  return (
    <Button
      icon={
        <span className={styles.mirrored}>
          <ArrowLeftRegular />
        </span>
      }
      onClick={back}
    >
      {t('back')}
    </Button>
  );
}

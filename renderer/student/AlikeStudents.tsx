import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlikeStudent } from '../../core/contract/student-page.ts';
import { StudentLine } from '../assessment/StudentLine.tsx';
import { useStudentName } from '../assessment/student-name.ts';
import styles from './Student.module.css';

/** Records that may be of the child that is being added. A person decides: one of them is opened, or a new one is made. */
export function AlikeStudents({
  alike,
  busy,
  onOpen,
  onAddAnyway,
}: {
  readonly alike: readonly AlikeStudent[];
  readonly busy: boolean;
  readonly onOpen: (studentId: number) => void;
  readonly onAddAnyway: () => void;
}) {
  const { t } = useTranslation('newStudent');
  const nameOf = useStudentName();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (alike.length > 0) section.current?.querySelector('button')?.focus();
  }, [alike]);
  if (alike.length === 0) return null;
  return (
    <section ref={section} aria-labelledby="alike-students">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody className={styles.card}>
          <MessageBarTitle id="alike-students">{t('alike.title', { count: alike.length })}</MessageBarTitle>
          <span>{t('alike.body')}</span>
          <ul className={styles.list}>
            {alike.map(({ student, same }) => (
              <li key={student.id} className={styles.line}>
                <span className={styles.grow}>
                  <StudentLine student={student} withSchool />
                  <strong>{t(`alike.${same}`)}</strong>
                </span>
                <Button size="small" disabledFocusable={busy} onClick={() => onOpen(student.id)}>
                  {t('alike.open', { name: nameOf(student) })}
                </Button>
              </li>
            ))}
          </ul>
          <div>
            <Button size="small" disabledFocusable={busy} onClick={onAddAnyway}>
              {t('alike.addAnyway')}
            </Button>
          </div>
        </MessageBarBody>
      </MessageBar>
    </section>
  );
}

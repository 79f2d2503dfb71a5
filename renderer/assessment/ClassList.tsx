import { Button, mergeClasses, ProgressBar } from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  CircleRegular,
  DismissCircleRegular,
  PersonProhibitedRegular,
} from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Absence, ClassMember } from '../../core/contract/class.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useFormat } from '../shell/format.ts';
import styles from './Classes.module.css';
import { progressOf } from './class-order.ts';
import { useStudentName } from './student-name.ts';
import type { ClassMode } from './use-class-mode.ts';
import { useClassName } from './use-class-name.ts';

const icons = {
  done: <CheckmarkCircleRegular aria-hidden />,
  absent: <PersonProhibitedRegular aria-hidden />,
  refused: <DismissCircleRegular aria-hidden />,
  notYet: <CircleRegular aria-hidden />,
} as const;

/** The class at the start side: who is done, absent or refused, and who is next. One stop of the Tab key, then arrows. */
export function ClassList({
  mode,
  current,
  unfinished,
  onChoose,
  onMark,
  onLeave,
}: {
  readonly mode: ClassMode;
  /** The student whose form is open. */
  readonly current: number | null;
  /** Students with a draft. */
  readonly unfinished: ReadonlySet<number>;
  readonly onChoose: (member: ClassMember) => void;
  readonly onMark: (member: ClassMember, absence: Absence | null) => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('assessment');
  const nameOf = useStudentName();
  const nameOfClass = useClassName();
  const list = useRef<HTMLUListElement>(null);
  const { key, members } = mode;
  const progress = progressOf(members);
  const stop = members.some(({ student }) => student.id === current) ? current : members[0]?.student.id;

  useEffect(() => {
    if (current !== null)
      list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.shiftKey || event.code !== 'Digit0') return;
      event.preventDefault();
      list.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const names = [...(list.current?.querySelectorAll<HTMLElement>('[data-member]') ?? [])];
    const at = names.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    names[Math.max(0, Math.min(to, names.length - 1))]?.focus();
  };

  if (key === null) return null;
  return (
    <aside className={styles.list} aria-label={t('classMode.list')}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          <bdi>{nameOfClass(key)}</bdi>
        </h2>
        <p role="status" className={styles.progress}>
          {t('classMode.progress', { done: progress.done, count: progress.total })}
          {progress.absent > 0 && ` · ${t('classMode.absentCount', { count: progress.absent })}`}
          {progress.refused > 0 && ` · ${t('classMode.refusedCount', { count: progress.refused })}`}
        </p>
        <ProgressBar
          aria-hidden
          value={progress.total === 0 ? 0 : progress.done / progress.total}
          thickness="large"
        />
      </div>
      <ErrorBar title={t('classMode.failed')} error={mode.error} />
      <ul ref={list} className={styles.members} onKeyDown={onKeyDown}>
        {members.map((member) => {
          const { student, state } = member;
          const isCurrent = student.id === current;
          return (
            <li key={student.id} className={mergeClasses(styles.member, isCurrent && styles.current)}>
              <button
                type="button"
                data-member
                tabIndex={student.id === stop ? 0 : -1}
                aria-current={isCurrent || undefined}
                className={styles.name}
                onClick={() => onChoose(member)}
              >
                <span className={styles.icon} data-state={state}>
                  {icons[state]}
                </span>
                <span className={styles.words}>
                  <bdi>{nameOf(student)}</bdi>
                  <span className={styles.state}>
                    <StateWords member={member} unfinished={unfinished.has(student.id)} />
                  </span>
                </span>
              </button>
              {isCurrent && state === 'notYet' && (
                <span className={styles.marks}>
                  {(['absent', 'refused'] as const).map((absence) => (
                    <Button
                      key={absence}
                      size="small"
                      aria-label={t('classMode.markOf', {
                        mark: t(`classMode.mark.${absence}`),
                        name: nameOf(student),
                      })}
                      onClick={() => onMark(member, absence)}
                    >
                      {t(`classMode.mark.${absence}`)}
                    </Button>
                  ))}
                </span>
              )}
              {(state === 'absent' || state === 'refused') && (
                <span className={styles.marks}>
                  <Button
                    size="small"
                    appearance="subtle"
                    aria-label={t('classMode.markOf', {
                      mark: t('classMode.takeBack'),
                      name: nameOf(student),
                    })}
                    onClick={(event) => {
                      // The button goes with the mark.
                      event.currentTarget.closest('li')?.querySelector<HTMLElement>('[data-member]')?.focus();
                      onMark(member, null);
                    }}
                  >
                    {t('classMode.takeBack')}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Button onClick={onLeave}>{t('classMode.leave')}</Button>
    </aside>
  );
}

function StateWords({ member: { state, at, by }, unfinished }: { member: ClassMember; unfinished: boolean }) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  if (state === 'notYet') return unfinished ? t('classMode.unfinished') : t('classMode.state.notYet');
  return t('classMode.stateBy', {
    state: t(`classMode.state.${state}`),
    time: at === null ? '' : format.time(at),
    name: by ?? '',
  });
}

import { Button, mergeClasses } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { conditionList } from '../../core/clinical/condition-list.ts';
import type { AppError } from '../../core/contract/result.ts';
import type { StudentRecord } from '../../core/contract/student-page.ts';
import { useCall } from '../api-hooks.ts';
import { useRecordedWords } from '../assessment/list-terms.ts';
import { formatDay, fromPickerDate, parseDay, today, toPickerDate } from '../assessment/visit-date.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FormDialog, type FormDialogContent } from '../form/FormDialog.tsx';
import { TextField } from '../form/TextField.tsx';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import styles from './Student.module.css';

type Condition = StudentRecord['conditions'][number];

const refreshes = ['student.record', 'assessment.history', 'queue.query', 'queue.counts'] as const;

/** Chronic conditions with the number that each keeps: changed (PPR^PC2) or withdrawn (PPR^PC3) under it. */
export function ConditionList({
  studentId,
  conditions,
  readOnly,
}: {
  readonly studentId: number;
  readonly conditions: readonly Condition[];
  readonly readOnly: boolean;
}) {
  const { t } = useTranslation('student');
  const format = useFormat();
  const words = useWords();
  return (
    <section className={mergeClasses(page.card, styles.card)} aria-labelledby="student-conditions">
      <h2 id="student-conditions" className={styles.heading}>
        {t('sections.conditions')}
      </h2>
      {conditions.length === 0 && <p className={styles.quiet}>{t('condition.none')}</p>}
      <ul className={styles.list} hidden={conditions.length === 0}>
        {conditions.map((condition) => (
          <li key={condition.instanceId} className={styles.line}>
            <span className={styles.grow}>
              <bdi>{words(condition)}</bdi>{' '}
              {condition.onset && (
                <span className={styles.quiet}>
                  {t('condition.since', { date: format.calendarDate(condition.onset) })}
                </span>
              )}
            </span>
            {!readOnly && (
              <>
                <Tell studentId={studentId} condition={condition} change="changed" />
                <Tell studentId={studentId} condition={condition} change="withdrawn" />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A condition of the list in the language of the window, any other as it was typed. */
function useWords() {
  const words = useRecordedWords();
  return ({ code = '', text }: Condition) => words(conditionList, { code, text });
}

interface TellProps {
  readonly studentId: number;
  readonly condition: Condition;
  readonly change: 'changed' | 'withdrawn';
}

function Tell(props: TellProps) {
  const { t } = useTranslation('student');
  const { condition, change } = props;
  const changed = change === 'changed';
  const text = useWords()(condition);
  return (
    <FormDialog
      title={t(changed ? 'condition.changeTitle' : 'condition.withdrawTitle')}
      trigger={
        <Button
          size="small"
          appearance="subtle"
          aria-label={changed ? t('condition.changeOf', { text }) : t('condition.withdrawOf', { text })}
        >
          {t(changed ? 'condition.change' : 'condition.withdraw')}
        </Button>
      }
      form={(show) => <TellForm {...props}>{show}</TellForm>}
    />
  );
}

function TellForm({
  studentId,
  condition,
  change,
  children,
}: TellProps & { readonly children: (content: FormDialogContent) => ReactNode }) {
  const { t } = useTranslation('student');
  const notify = useNotify();
  const words = useWords();
  const { run, busy } = useCall('student.condition', { refreshes });
  const [error, setError] = useState<AppError | null>(null);
  const changeId = useRef(crypto.randomUUID());
  const {
    control,
    getValues,
    setError: setFieldError,
  } = useForm({
    defaultValues: {
      text: condition.text,
      onset: condition.onset ? formatDay(toPickerDate(condition.onset)) : '',
    },
  });
  const submit = async () => {
    setError(null);
    const { text, onset } = getValues();
    const day = onset.trim() === '' ? null : parseDay(onset, '1900-01-01', today());
    if (text.trim() === '') {
      setFieldError('text', { type: 'missing' }, { shouldFocus: true });
      return false;
    }
    if (onset.trim() !== '' && !day) {
      setFieldError('onset', { type: 'notADate' }, { shouldFocus: true });
      return false;
    }
    const { instanceId, code } = condition;
    const same = text.trim() === condition.text && code !== undefined;
    const result = await run({
      changeId: changeId.current,
      studentId,
      condition: {
        change,
        instanceId,
        text: text.trim(),
        // Other words are another condition than the code says.
        ...(same ? { code } : {}),
        ...(day ? { onset: fromPickerDate(day) } : {}),
      },
    });
    if (!result.ok) {
      setError(result.error);
      return false;
    }
    notify({ kind: 'success', text: t(`saved.${result.value.willSend}`) });
    return true;
  };
  const fields =
    change === 'changed' ? (
      <>
        <TextField control={control} name="text" label={t('condition.text')} required autoFocus />
        <TextField
          control={control}
          name="onset"
          label={t('condition.onset')}
          hint={t('hints.date')}
          dir="ltr"
        />
        <ErrorBar title={t('condition.notDone')} error={error} />
      </>
    ) : (
      <>
        <p>
          <strong>
            <bdi>{words(condition)}</bdi>
          </strong>
        </p>
        <p>{t('condition.withdrawIntro')}</p>
        <ErrorBar title={t('condition.notDone')} error={error} />
      </>
    );
  const submitLabel = t(change === 'changed' ? 'condition.saveChange' : 'condition.saveWithdrawal');
  return children({ fields, submitLabel, busy, submit });
}

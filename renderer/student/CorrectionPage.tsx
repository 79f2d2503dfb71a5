import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { FixTarget } from '../../core/contract/student-page.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { AssessmentForm } from '../assessment/AssessmentForm.tsx';
import { faultsOf, fieldOfPath } from '../assessment/form-paths.ts';
import type { FormValues } from '../assessment/form-values.ts';
import { readForm } from '../assessment/read-form.ts';
import type { Confirmation } from '../assessment/read-record.ts';
import { recordedValues } from '../assessment/recorded-values.ts';
import type { SaveAnswer } from '../assessment/use-saving.ts';
import { TextField } from '../form/TextField.tsx';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { Page } from '../shell/Page.tsx';
import { useUnsaved } from '../shell/unsaved.ts';
import { FixBanner } from './FixBanner.tsx';
import styles from './Student.module.css';
import { BackButton } from './StudentPage.tsx';

const refreshes = [
  'assessment.history',
  'student.record',
  'student.get',
  'queue.query',
  'queue.counts',
  'message.detail',
  'report.endOfDay',
  'report.refusals',
] as const;

interface CorrectionProps {
  readonly assessmentId: string;
  readonly studentId: number;
  readonly fix?: FixTarget | undefined;
}

/** A saved assessment in the form, to be corrected: what it says stands in the fields, and the first version is kept. */
export function CorrectionPage(props: CorrectionProps) {
  const { t } = useTranslation('student');
  const { assessmentId, studentId } = props;
  const history = useChannel('assessment.history', { studentId }, { staleTime: 0 });
  // What is in the fields must be what is stored now, and the form itself asks for the history again.
  const fresh = history.isFetchedAfterMount;
  const assessment = fresh ? history.data?.find(({ id }) => id === assessmentId) : undefined;
  const gone = fresh && (!assessment || assessment.enteredInError !== null);
  return (
    <Page title={t('correction.title')} actions={<BackButton />}>
      {gone && (
        <p role="alert" className={styles.errorNote}>
          {t('correction.gone')}
        </p>
      )}
      {assessment && !gone && <Correction {...props} assessment={assessment} />}
    </Page>
  );
}

function Correction({
  studentId,
  fix,
  assessment,
}: CorrectionProps & { readonly assessment: AssessmentView }) {
  const { t } = useTranslation('student');
  const format = useFormat();
  const notify = useNotify();
  const { go, back } = useNavigation();
  const { run } = useCall('assessment.correct', { refreshes });
  const student = useChannel('student.get', { id: studentId }).data;
  const reason = useForm({ defaultValues: { reason: '' } });
  const changeId = useRef(crypto.randomUUID());
  // What was recorded when the form opened: a refresh must not write over what is being typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each assessment
  const start = useMemo(() => recordedValues(assessment), [assessment.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same
  const confirmed = useMemo(() => assessment.record?.confirmed ?? [], [assessment.id]);
  const [typed, setTyped] = useState(false);
  const release = useUnsaved(typed || reason.formState.isDirty);
  const onChanged = useCallback(
    (values: FormValues | null) => setTyped(JSON.stringify(values) !== JSON.stringify(start)),
    [start],
  );
  const leave = back ?? (() => go({ page: 'student', studentId }));

  const onSave = async (values: FormValues, now: readonly Confirmation[]): Promise<SaveAnswer> => {
    const why = reason.getValues('reason').trim();
    if (!student) return { ok: false, error: null, faults: [] };
    const read = readForm(values, { id: assessment.id, student, now: Date.now(), confirmed: now });
    const unsaid = why.length < 3;
    // Everything that is refused at once; the form leads to the first of its own.
    if (unsaid) reason.setError('reason', { type: 'missing' }, { shouldFocus: read.ok });
    if (!read.ok) return { ok: false, error: null, faults: read.faults };
    if (unsaid) return { ok: false, error: null, faults: [] };
    const result = await run({
      changeId: changeId.current,
      reason: why,
      assessment: keepTimes(read.input, values, start, assessment),
    });
    if (!result.ok) {
      const faults = faultsOf(
        (result.error.fields ?? []).map(({ path, rule }) => ({
          path: path.replace(/^assessment\./, ''),
          rule,
        })),
      );
      return { ok: false, error: faults.length > 0 ? null : result.error, faults };
    }
    notify({ kind: 'success', text: t(`correction.saved.${result.value.willSend}`) });
    release();
    leave();
    return { ok: true };
  };

  const notice = (
    <>
      {fix ? (
        <FixBanner fix={fix} page="assessment" />
      ) : (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            {t('correction.intro', { date: format.date(assessment.measuredAt) })}
          </MessageBarBody>
        </MessageBar>
      )}
      <TextField
        control={reason.control}
        name="reason"
        dir="auto"
        label={t('correction.reason')}
        hint={t('correction.reasonHint')}
        errorText={t('correction.reasonNeeded')}
        required
      />
    </>
  );
  const field = fix?.field ? fieldOfPath(fix.field) : null;
  if (!student) return null;
  return (
    <AssessmentForm
      student={student}
      start={start}
      onChanged={onChanged}
      onSave={onSave}
      correcting={{
        assessmentId: assessment.id,
        confirmed,
        notice,
        focusField: field ?? undefined,
        onCancel: leave,
      }}
    />
  );
}

type Input = Extract<ReturnType<typeof readForm>, { ok: true }>['input'];

/** The form knows days and not minutes: with its date and times untouched the recorded ones stay. */
function keepTimes(
  input: Input,
  values: FormValues,
  start: FormValues,
  { visitStartedAt, measuredAt }: AssessmentView,
): Input {
  const touched =
    values.visitDate !== start.visitDate ||
    values.timeIn !== start.timeIn ||
    values.timeOut !== start.timeOut;
  return touched ? input : { ...input, visitStartedAt, measuredAt };
}

import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ageInYears } from '../../core/clinical/age.ts';
import type { GrowthReference } from '../../core/clinical/growth-reference.ts';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';
import styles from './Assessment.module.css';
import { ClinicSection } from './ClinicSection.tsx';
import { focusNext } from './focus-next.ts';
import type { FormFault, FormPath } from './form-paths.ts';
import { asOnPaper, type ReasonPart, type SectionId } from './form-sections.ts';
import { type FormValues, isBlank } from './form-values.ts';
import { GrowthSection } from './GrowthSection.tsx';
import { HealthSection } from './HealthSection.tsx';
import { lastValues } from './last-values.ts';
import { OutcomeSection } from './OutcomeSection.tsx';
import { Reasons } from './Reasons.tsx';
import type { Confirmation } from './read-record.ts';
import { SavePanel } from './SavePanel.tsx';
import { partsInSight, ScreeningSection } from './ScreeningSection.tsx';
import { Section } from './Section.tsx';
import { StudentHeader } from './StudentHeader.tsx';
import { useDoubts } from './use-doubts.ts';
import { useNumberProps } from './use-number-props.ts';
import { useReadZScore } from './use-read-z-score.ts';
import { type AfterSave, type SaveAnswer, useSaving } from './use-saving.ts';
import { useSections } from './use-sections.ts';
import { VisionSection } from './VisionSection.tsx';
import { VisitFields } from './VisitFields.tsx';
import { VitalsSection } from './VitalsSection.tsx';
import { today } from './visit-date.ts';
import { zScoreOf } from './z-score.ts';

const noHistory: readonly AssessmentView[] = [];
const nothingConfirmed: readonly string[] = [];

/** A correction of a saved assessment: `start` then holds what was recorded (recorded-values.ts). */
export interface Correcting {
  readonly assessmentId: string;
  /** What was confirmed when it was saved: it holds for values that stay as they are. */
  readonly confirmed: readonly Confirmation[];
  /** What the person should know first: what was refused, which message this replaces. */
  readonly notice: ReactNode;
  /** The field that the answer names (`fieldOfPath`); the focus starts there. */
  readonly focusField?: FormPath | undefined;
  readonly onCancel: () => void;
}

/** The form of one assessment, in the order of the paper form. Nothing is cleared until main has said "saved". */
export function AssessmentForm({
  student,
  start,
  startConfirmed = nothingConfirmed,
  onChanged,
  onSave,
  onChangeStudent,
  next,
  correcting,
}: {
  readonly student: StudentView;
  readonly start: FormValues;
  /** Doubts that were confirmed before the draft was left, by id. */
  readonly startConfirmed?: readonly string[];
  /** The form, null when it is blank again, and the doubts that were confirmed in it. */
  readonly onChanged: (values: FormValues | null, confirmed: readonly string[]) => void;
  readonly onSave: (
    values: FormValues,
    confirmed: readonly Confirmation[],
    after: AfterSave,
  ) => Promise<SaveAnswer>;
  readonly onChangeStudent?: () => void;
  /** In a class the student after this one, null after the last; left out elsewhere. */
  readonly next?: StudentView | null | undefined;
  readonly correcting?: Correcting | undefined;
}) {
  const { t } = useTranslation('assessment');
  const form = useForm<FormValues>({ defaultValues: start, mode: 'onTouched' });
  const { control, setFocus, subscribe } = form;
  const element = useRef<HTMLFormElement>(null);
  const values = useWatch({ control }) as FormValues;
  const history = useChannel('assessment.history', { studentId: student.id }, { staleTime: 0 });
  const corrected = correcting?.assessmentId;
  // What was entered in error says nothing, and neither does the assessment that is corrected of itself.
  const visits = useMemo(
    () => history.data?.filter(({ id, enteredInError }) => !enteredInError && id !== corrected) ?? noHistory,
    [history.data, corrected],
  );
  const last = useMemo(() => lastValues(visits), [visits]);
  const reference = useChannel('growth.reference', {}).data?.reference ?? null;
  const before = correcting?.confirmed;
  const recorded = useMemo(() => (before ? { values: start, confirmed: before } : null), [before, start]);
  const { doubts, confirmations, confirmed, confirm, settle } = useDoubts(
    values,
    form.getValues,
    student,
    visits,
    reference,
    startConfirmed,
    recorded,
  );
  const zScoreCleared = useReadZScore(form, values);
  const sections = useSections(values.kind, start, element, setFocus);
  const saving = useSaving(
    form,
    (now, after) => onSave(withZScore(now, student, reference), confirmations, after),
    sections.goTo,
  );
  const numberProps = useNumberProps(last, doubts, settle);
  const { lift } = saving;

  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values: now }) => {
          lift();
          onChanged(isBlank(now) ? null : now, [...confirmed]);
        },
      }),
    [subscribe, onChanged, lift, confirmed],
  );
  const onConfirm = (id: string) => {
    confirm(id);
    onChanged(form.getValues(), [...confirmed, id]);
  };
  const { goTo } = sections;
  const first = correcting?.focusField ?? (start.kind === 'clinic' ? 'visitReason' : 'heightCm');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens
  useEffect(() => goTo(first), []);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const { target } = event;
    const isOutcome = target instanceof HTMLInputElement && /^(outcome|disposition)$/.test(target.name);
    if (event.ctrlKey || (next !== undefined && isOutcome && target.checked)) {
      event.preventDefault();
      event.stopPropagation();
      void saving.save(event.shiftKey || !event.ctrlKey ? 'next' : 'stop');
    } else if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
      event.preventDefault();
      event.stopPropagation();
      focusNext(event.currentTarget, target);
    }
  };
  const age = ageInYears(student.dateOfBirth, values.visitDate || today());
  const reasons = (part: ReasonPart) => (
    <Reasons
      part={part}
      control={control}
      open={sections.isOpen(part)}
      onToggle={() => sections.toggle(part)}
    />
  );
  const content: Readonly<Record<SectionId, () => ReactNode>> = {
    visit: () => <VisitFields control={control} student={student} />,
    clinic: () => <ClinicSection control={control} />,
    growth: () => (
      <>
        <GrowthSection
          control={control}
          student={student}
          reference={reference}
          numberProps={numberProps}
          zScoreCleared={zScoreCleared}
        />
        {reasons('growthReasons')}
      </>
    ),
    vitals: () => (
      <>
        <VitalsSection
          control={control}
          student={student}
          numberProps={numberProps}
          repeats={sections.repeats}
          onRepeat={sections.repeat}
        />
        {reasons('vitalsReasons')}
      </>
    ),
    vision: () => (
      <>
        <VisionSection control={control} student={student} last={last} />
        {reasons('visionReasons')}
      </>
    ),
    screening: () => (
      <ScreeningSection
        control={control}
        numberProps={numberProps}
        parts={partsInSight(values, student.grade, age)}
        isOpen={sections.isOpen}
        onToggle={sections.toggle}
      />
    ),
    health: () => (
      <HealthSection
        control={control}
        student={student}
        isOpen={sections.isOpen}
        onToggle={sections.toggle}
      />
    ),
    outcome: () => <OutcomeSection control={control} />,
  };

  return (
    <FormProvider {...form}>
      <form
        ref={element}
        className={styles.form}
        noValidate
        autoComplete="off"
        aria-busy={saving.busy}
        // Before the fields see it: the date field would take Enter for its calendar.
        onKeyDownCapture={onKeyDown}
        onSubmit={(event) => event.preventDefault()}
      >
        {/* While main saves nothing more can be typed: it would be lost with the empty form that follows. */}
        <div className={styles.sections} inert={saving.busy}>
          <StudentHeader student={student} {...(onChangeStudent ? { onChange: onChangeStudent } : {})} />
          {correcting?.notice}
          {sections.shown.map((id, at) => (
            <Section
              key={id}
              title={t(`sections.${id}`)}
              number={at + 1}
              {...(sections.canClose(id)
                ? { open: sections.isOpen(id), onToggle: () => sections.toggle(id) }
                : {})}
            >
              {content[id]()}
            </Section>
          ))}
        </div>
        <SavePanel
          faults={asOnPaper(values.kind, faultsIn(form.formState.errors))}
          onGoTo={sections.goTo}
          doubts={doubts}
          onConfirm={onConfirm}
          failure={saving.failure}
          saving={saving.busy}
          onSave={(after) => void saving.save(after)}
          next={next}
          correcting={correcting}
        />
      </form>
    </FormProvider>
  );
}

/** A z-score that was computed is recorded as one that was typed would be, unless a reason speaks against one. */
function withZScore(values: FormValues, student: StudentView, reference: GrowthReference | null): FormValues {
  const found = zScoreOf(values, student, reference);
  return found?.computed && values.notDone_bmiZScore === ''
    ? { ...values, bmiZScore: String(found.value) }
    : values;
}

/** Errors of the form, rows included, as fields with their rules. */
function faultsIn(errors: object, above = ''): readonly FormFault[] {
  return Object.entries(errors).flatMap(([name, error]): readonly FormFault[] => {
    if (!error || typeof error !== 'object' || name === 'ref' || name === 'root') return [];
    const { message, type } = error as { message?: unknown; type?: unknown };
    const rule = message || type;
    if (typeof rule === 'string') return [{ field: `${above}${name}` as FormPath, rule }];
    return faultsIn(error, `${above}${name}.`);
  });
}

import { requiredTogether } from '../../core/clinical/required-together.ts';
import { type AssessmentInput, assessmentInputSchema } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { brokenAnswers } from './broken-answers.ts';
import { type FormFault, faultsOf } from './form-paths.ts';
import { asOnPaper } from './form-sections.ts';
import { type FormValues, isBlank } from './form-values.ts';
import { type Confirmation, readMeasurements, readRecord, readVision } from './read-record.ts';
import { readStudentChange } from './read-student-change.ts';
import { instantOf, visitTimes } from './visit-times.ts';

export type FormRead =
  | { readonly ok: true; readonly input: AssessmentInput }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

/** What a form is read for. */
export interface Reading {
  /** The draft's UUID. */
  readonly id: string;
  readonly student: Pick<StudentView, 'id' | 'allergies'>;
  readonly now: number;
  readonly confirmed?: readonly Confirmation[];
}

/** Reads the form into what main takes; the contract's own schema decides. Faults come in the order of the paper form. */
export function readForm(values: FormValues, { id, student, now, confirmed = [] }: Reading): FormRead {
  const broken = brokenAnswers(values, now);
  // A click on the outcome alone is no screening.
  if (broken.length === 0 && isBlank({ ...values, outcome: '' })) {
    return { ok: false, faults: [{ field: 'heightCm', rule: 'nothingEntered' }] };
  }
  const given = [...values.medications, ...values.immunisations].flatMap(
    ({ time }) => instantOf(values.visitDate, time) ?? [],
  );
  const times = visitTimes(values.visitDate, now, {
    timeIn: values.timeIn,
    timeOut: values.timeOut,
    given: values.kind === 'clinic' ? given : [],
  });
  const record = readRecord(values, times, confirmed);
  const studentChange = readStudentChange(values, student.allergies);
  const input: AssessmentInput = {
    id,
    studentId: student.id,
    kind: values.kind,
    visitStartedAt: times.visitStartedAt,
    measuredAt: times.measuredAt,
    measurements: readMeasurements(values),
    vision: readVision(values),
    notes: values.notes.trim(),
    ...(record ? { record } : {}),
    ...(studentChange ? { studentChange } : {}),
  };
  if (broken.length > 0) {
    return { ok: false, faults: asOnPaper(values.kind, [...broken, ...missingTogether(input, broken)]) };
  }
  const parsed = assessmentInputSchema.safeParse(input);
  if (parsed.success) return { ok: true, input };
  const refused = parsed.error.issues.map(({ code, path, message }) => ({
    path: path.join('.'),
    rule: code === 'custom' ? message : code,
  }));
  return { ok: false, faults: asOnPaper(values.kind, faultsOf(refused)) };
}

const ofTimes: ReadonlySet<string> = new Set(['beforeVisit', 'endBeforeVisit', 'outsideVisit']);

/**
 * What the answers ask for together, told with everything else that is refused: nobody should press save once for each error.
 * Fields that are broken already say so, and times are held against each other once each of them is one.
 */
function missingTogether(input: AssessmentInput, broken: readonly FormFault[]): readonly FormFault[] {
  const said = new Set(broken.map(({ field }) => field));
  const found = requiredTogether({ ...input, vision: input.vision ?? {} }).filter(
    ({ rule }) => !ofTimes.has(rule),
  );
  return faultsOf(found.map(({ path, rule }) => ({ path: path.join('.'), rule }))).filter(
    ({ field }) => !said.has(field),
  );
}

import { type Acuity, acuities } from '../../core/clinical/acuity.ts';
import { readNumber } from '../../core/clinical/decimal.ts';
import { type MeasurementKey, measurementKeys, measurements } from '../../core/clinical/measurements.ts';
import {
  type AssessmentInput,
  assessmentInputSchema,
  type visitKinds,
} from '../../core/contract/assessment.ts';
import type { FieldError } from '../../core/contract/result.ts';

export type VisitKind = (typeof visitKinds)[number];

export const eyeFields = ['right', 'left', 'rightCorrected', 'leftCorrected'] as const;

export type EyeField = (typeof eyeFields)[number];

/** The form as it stands: text as typed, valid or not, so that a draft keeps all of it. */
export interface FormValues extends Record<MeasurementKey, string>, Record<EyeField, Acuity | ''> {
  readonly kind: VisitKind;
  readonly visitDate: Date;
  readonly wearsGlasses: boolean;
  readonly colour: '' | 'normal' | 'abnormal';
  readonly notes: string;
}

export type FieldName = keyof FormValues;

/** An empty form. No clinical value has a default and none is ever taken over from the last visit. */
export function blankForm(today: Date): FormValues {
  const blank = Object.fromEntries([...measurementKeys, ...eyeFields].map((key) => [key, '']));
  return {
    ...(blank as Record<MeasurementKey, string> & Record<EyeField, ''>),
    kind: 'annual',
    visitDate: today,
    wearsGlasses: false,
    colour: '',
    notes: '',
  };
}

/** True when nothing was entered: there is nothing to keep as a draft. */
export function isBlank(values: FormValues): boolean {
  const texts = [...measurementKeys, ...eyeFields, 'colour', 'notes'] as const;
  return !values.wearsGlasses && texts.every((name) => values[name].trim() === '');
}

/** What a measurement field refuses when it is left; null when it is empty or good. */
export function measurementError(key: MeasurementKey, typed: string): FieldError | null {
  if (typed.trim() === '') return null;
  const { min, max } = measurements[key];
  const read = readNumber(typed);
  if (!read) return { path: key, rule: 'number' };
  return read.value < min || read.value > max ? { path: key, rule: 'range', params: { min, max } } : null;
}

export type FormRead =
  | { readonly ok: true; readonly input: AssessmentInput }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Reads the form into what main takes. Errors name form fields in the order of the paper form. */
export function readForm(values: FormValues, draftId: string, studentId: number, now: number): FormRead {
  const typed = measurementKeys.flatMap((key) => measurementError(key, values[key]) ?? []);
  if (typed.length > 0) return { ok: false, errors: typed };
  if (isBlank(values)) return { ok: false, errors: [{ path: 'heightCm', rule: 'nothingEntered' }] };

  const at = visitTime(values.visitDate, now);
  const input: AssessmentInput = {
    id: draftId,
    studentId,
    kind: values.kind,
    visitStartedAt: at,
    measuredAt: at,
    measurements: Object.fromEntries(
      measurementKeys.flatMap((key) => {
        const read = readNumber(values[key]);
        return read ? [[key, read.value]] : [];
      }),
    ),
    vision: visionOf(values),
    notes: values.notes.trim(),
  };
  const parsed = assessmentInputSchema.safeParse(input);
  if (parsed.success) return { ok: true, input };
  const errors = parsed.error.issues.map((issue) => ({
    path: String(issue.path.at(-1) ?? 'notes'),
    rule: issue.code === 'custom' ? issue.message : issue.code,
  }));
  return { ok: false, errors };
}

function visionOf(values: FormValues): NonNullable<AssessmentInput['vision']> {
  const known = (value: Acuity | ''): value is Acuity => (acuities as readonly string[]).includes(value);
  // With glasses off the corrected fields are hidden; what was chosen before must not be sent.
  const eyes = eyeFields.filter((eye) => values.wearsGlasses || !eye.endsWith('Corrected'));
  return {
    ...Object.fromEntries(eyes.flatMap((eye) => (known(values[eye]) ? [[eye, values[eye]]] : []))),
    ...(values.wearsGlasses ? { wearsGlasses: true, lens: 'glasses' as const } : {}),
    ...(values.colour === '' ? {} : { colour: values.colour }),
  };
}

/** Today's visit is now; an earlier one is noted at noon of its day in Dubai (UTC+4 all year). */
function visitTime(date: Date, now: number): number {
  const noon = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 8);
  const isToday = new Date(now).toDateString() === date.toDateString();
  return isToday ? now : Math.min(noon, now);
}

/** The form as a draft's fields: text by name. */
export function toDraftFields(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : String(value),
    ]),
  );
}

/** A draft's fields as a form; fields that an older version did not know stay blank. */
export function fromDraftFields(fields: Readonly<Record<string, string>>, today: Date): FormValues {
  const blank = blankForm(today);
  const date = new Date(fields.visitDate ?? '');
  return {
    ...blank,
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => name in blank)),
    visitDate: Number.isNaN(date.getTime()) ? today : date,
    wearsGlasses: fields.wearsGlasses === 'true',
  };
}

import { type Acuity, acuities } from '../../core/clinical/acuity.ts';
import { dayNumber, dubaiDate } from '../../core/clinical/calendar.ts';
import { readNumber, roundHalfUp } from '../../core/clinical/decimal.ts';
import { type MeasurementKey, measurementKeys, measurements } from '../../core/clinical/measurements.ts';
import { type AssessmentInput, assessmentInputSchema } from '../../core/contract/assessment.ts';
import type { FieldError } from '../../core/contract/result.ts';
import { eyeFields, type FieldName, type FormValues, isBlank } from './form-values.ts';

/** A field of the form and the code of the rule that it breaks. */
export interface FormFault {
  readonly field: FieldName;
  readonly rule: string;
}

export type FormRead =
  | { readonly ok: true; readonly input: AssessmentInput }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

/** A typed measurement, rounded to the decimals that are sent; undefined when it is blank or no number. */
export function measuredValue(key: MeasurementKey, typed: string): number | undefined {
  const read = readNumber(typed);
  return read ? roundHalfUp(read.value, measurements[key].decimals) : undefined;
}

/** What a measurement field refuses when it is left: a hard limit is broken; null when it is blank or possible. */
export function measurementRule(key: MeasurementKey, typed: string): 'number' | 'range' | null {
  if (typed.trim() === '') return null;
  const value = measuredValue(key, typed);
  if (value === undefined) return 'number';
  const { min, max } = measurements[key];
  return value < min || value > max ? 'range' : null;
}

/** Values that are numbers within the hard limits. */
export function possibleValues(
  typed: Readonly<Partial<Record<MeasurementKey, string>>>,
): Partial<Record<MeasurementKey, number>> {
  return Object.fromEntries(
    measurementKeys.flatMap((key) => {
      const text = typed[key] ?? '';
      const value = measuredValue(key, text);
      return value === undefined || measurementRule(key, text) ? [] : [[key, value]];
    }),
  );
}

/** Reads the form into what main takes; the contract's own schema decides. Faults come in the order of the paper form. */
export function readForm(values: FormValues, id: string, studentId: number, now: number): FormRead {
  const faults = measurementKeys.flatMap((field): readonly FormFault[] => {
    const rule = measurementRule(field, values[field]);
    return rule ? [{ field, rule }] : [];
  });
  if (values.visitDate === '') faults.unshift({ field: 'visitDate', rule: 'missing' });
  if (faults.length === 0 && isBlank(values)) faults.push({ field: 'heightCm', rule: 'nothingEntered' });
  if (faults.length > 0) return { ok: false, faults };

  const at = visitTime(values.visitDate, now);
  const input: AssessmentInput = {
    id,
    studentId,
    kind: values.kind,
    visitStartedAt: at,
    measuredAt: at,
    measurements: possibleValues(values),
    vision: visionOf(values),
    notes: values.notes.trim(),
  };
  const parsed = assessmentInputSchema.safeParse(input);
  if (parsed.success) return { ok: true, input };
  const refused = parsed.error.issues.map(({ code, path, message }) => ({
    path: path.join('.'),
    rule: code === 'custom' ? message : code,
  }));
  return { ok: false, faults: faultsOf(refused) };
}

const otherFields: Readonly<Record<string, FieldName>> = {
  measuredAt: 'visitDate',
  visitStartedAt: 'visitDate',
  kind: 'kind',
  notes: 'notes',
  'vision.colour': 'colour',
  'vision.lens': 'wearsGlasses',
  'vision.wearsGlasses': 'wearsGlasses',
};

/** Refused paths of the assessment as fields of the form; what the form does not show is left out. */
export function faultsOf(errors: readonly FieldError[]): readonly FormFault[] {
  return errors.flatMap(({ path, rule }) => {
    const [room, name] = path.split('.');
    const field =
      otherFields[path] ??
      (room === 'measurements' ? measurementKeys.find((key) => key === name) : undefined) ??
      (room === 'vision' ? eyeFields.find((eye) => eye === name) : undefined);
    return field ? [{ field, rule }] : [];
  });
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
function visitTime(date: string, now: number): number {
  const day = dayNumber(date);
  if (day === null || date === dubaiDate(now)) return now;
  return Math.min(day * 86_400_000 + 8 * 3_600_000, now);
}

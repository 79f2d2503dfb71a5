import { type Acuity, acuities } from '../../core/clinical/acuity.ts';
import { isCalendarDate } from '../../core/clinical/calendar.ts';
import { type MeasurementKey, measurementKeys } from '../../core/clinical/measurements.ts';
import { visitKinds } from '../../core/contract/assessment.ts';

export type VisitKind = (typeof visitKinds)[number];

export const eyeFields = ['right', 'left', 'rightCorrected', 'leftCorrected'] as const;

export type EyeField = (typeof eyeFields)[number];

export const colourResults = ['normal', 'abnormal'] as const;

/** The form as it stands: text as typed, valid or not, so that a draft keeps all of it. */
export interface FormValues extends Record<MeasurementKey, string>, Record<EyeField, Acuity | ''> {
  readonly kind: VisitKind;
  /** `YYYY-MM-DD`, or '' while the field is empty. Never a Date: the machine's time zone may be wrong. */
  readonly visitDate: string;
  readonly wearsGlasses: boolean;
  readonly colour: (typeof colourResults)[number] | '';
  readonly notes: string;
}

export type FieldName = keyof FormValues;

/** An empty form. No clinical value has a default and none is ever taken over from the last visit. */
export function blankForm(kind: VisitKind, today: string): FormValues {
  const blank = Object.fromEntries([...measurementKeys, ...eyeFields].map((key) => [key, '']));
  return {
    ...(blank as Record<MeasurementKey, string> & Record<EyeField, ''>),
    kind,
    visitDate: today,
    wearsGlasses: false,
    colour: '',
    notes: '',
  };
}

/** True when nothing was entered: there is nothing to keep as a draft, and nothing to save. */
export function isBlank(values: FormValues): boolean {
  const texts = [...measurementKeys, ...eyeFields, 'colour', 'notes'] as const;
  return !values.wearsGlasses && texts.every((name) => values[name].trim() === '');
}

/** The form as a draft's fields: text by name. */
export function toDraftFields(values: FormValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** A draft's fields as a form. What this version does not know, or no longer offers, stays blank. */
export function fromDraftFields(fields: Readonly<Record<string, string>>, blank: FormValues): FormValues {
  const oneOf = <T extends string>(list: readonly T[], name: string) =>
    list.find((each) => each === fields[name]);
  const texts = measurementKeys.flatMap((key) => {
    const typed = fields[key];
    return typed === undefined ? [] : [[key, typed]];
  });
  const eyes = eyeFields.map((eye) => [eye, oneOf(acuities, eye) ?? '']);
  const date = fields.visitDate ?? '';
  return {
    ...blank,
    ...Object.fromEntries([...texts, ...eyes]),
    kind: oneOf(visitKinds, 'kind') ?? blank.kind,
    visitDate: isCalendarDate(date) ? date : blank.visitDate,
    wearsGlasses: fields.wearsGlasses === 'true',
    colour: oneOf(colourResults, 'colour') ?? '',
    notes: fields.notes ?? '',
  };
}

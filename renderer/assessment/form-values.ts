import { isCalendarDate } from '../../core/clinical/calendar.ts';
import { visitKinds } from '../../core/contract/assessment.ts';
import {
  type ChoiceField,
  choiceFieldNames,
  choiceFields,
  type DayField,
  dayFields,
  type ListField,
  listFieldNames,
  listFields,
  type Row,
  type TimeField,
  timeFields,
  type WordField,
  wordFieldNames,
} from './form-fields.ts';
import { type NumberField, numberFieldNames } from './number-fields.ts';

export type VisitKind = (typeof visitKinds)[number];

/** The form as it stands: text as typed, valid or not, so that a draft keeps all of it. */
export type FormValues = {
  readonly [F in NumberField | WordField | TimeField | DayField]: string;
} & {
  readonly [F in ChoiceField]: (typeof choiceFields)[F][number] | '';
} & {
  readonly [L in ListField]: readonly Row<L>[];
} & {
  readonly kind: VisitKind;
  /** `YYYY-MM-DD`, or '' while the field is empty. Never a Date: the machine's time zone may be wrong. */
  readonly visitDate: string;
};

export type FieldName = keyof FormValues;

const texts = [
  ...numberFieldNames,
  ...wordFieldNames,
  ...timeFields,
  ...dayFields,
  ...choiceFieldNames,
] as const;

/** An empty form. No clinical value has a default and none is ever taken over from the last visit. */
export function blankForm(kind: VisitKind, today: string): FormValues {
  const blank = Object.fromEntries([
    ...texts.map((field) => [field, '']),
    ...listFieldNames.map((field) => [field, []]),
  ]);
  return { ...blank, kind, visitDate: today } as FormValues;
}

/** True when nothing was entered: there is nothing to keep as a draft, and nothing to save. */
export function isBlank(values: FormValues): boolean {
  return (
    texts.every((field) => values[field].trim() === '') &&
    listFieldNames.every((field) => values[field].length === 0)
  );
}

/** How many confirmations a draft keeps, the newest: a field of a draft holds 20,000 characters. */
const mostConfirmed = 60;

/** The form as a draft's fields: text by name, rows and what was confirmed (`Doubt.id`) as JSON. What is blank is left out. */
export function toDraftFields(values: FormValues, confirmed: readonly string[] = []): Record<string, string> {
  const filled = [...texts, 'kind', 'visitDate'].map((field) => [field, values[field as 'kind']]);
  const rows = listFieldNames
    .filter((field) => values[field].length > 0)
    .map((field) => [field, JSON.stringify(values[field])]);
  const kept = confirmed.length > 0 ? [['confirmed', JSON.stringify(confirmed.slice(-mostConfirmed))]] : [];
  return Object.fromEntries([...filled.filter(([, text]) => text !== ''), ...rows, ...kept]);
}

/** What a draft says was confirmed, by `Doubt.id`; nothing where it cannot be read. */
export function confirmedInDraft(fields: Readonly<Record<string, string>>): readonly string[] {
  return storedList(fields.confirmed).filter((id) => typeof id === 'string');
}

/** A draft's fields as a form. What this version does not know, or no longer offers, stays blank. */
export function fromDraftFields(fields: Readonly<Record<string, string>>, blank: FormValues): FormValues {
  const kept = [...numberFieldNames, ...wordFieldNames, ...timeFields, ...dayFields].map((field) => [
    field,
    fields[field] ?? '',
  ]);
  const chosen = choiceFieldNames.map((field) => [field, oneOf(choiceFields[field], fields[field]) ?? '']);
  const date = fields.visitDate ?? '';
  return {
    ...blank,
    ...Object.fromEntries([...kept, ...chosen]),
    ...Object.fromEntries(listFieldNames.map((field) => [field, rowsOf(field, fields[field])])),
    kind: oneOf(visitKinds, fields.kind) ?? blank.kind,
    visitDate: isCalendarDate(date) ? date : blank.visitDate,
  };
}

/** A new row of a list, with what is known of it. */
export function newRow<L extends ListField>(list: L, known: Partial<Row<L>> = {}): Row<L> {
  return { ...listFields[list], ...known } as Row<L>;
}

function rowsOf<L extends ListField>(list: L, json: string | undefined): readonly Row<L>[] {
  return storedList(json).map((stored) => {
    const cells = stored as Readonly<Record<string, unknown>> | null;
    const known = Object.keys(listFields[list]).flatMap((cell) =>
      typeof cells?.[cell] === 'string' ? [[cell, cells[cell]]] : [],
    );
    return newRow(list, Object.fromEntries(known) as Partial<Row<L>>);
  });
}

function storedList(json: string | undefined): readonly unknown[] {
  try {
    const stored: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

function oneOf<T extends string>(list: readonly T[], text: string | undefined): T | undefined {
  return list.find((each) => each === text);
}

import type { FormFault, FormPath } from './form-paths.ts';
import type { FormValues, VisitKind } from './form-values.ts';
import { type NumberField, numberFieldNames, numberRule } from './number-fields.ts';
import { readDay, today } from './visit-date.ts';
import { instantOf, readTime } from './visit-times.ts';

/** What the form itself refuses: impossible numbers, and answers that only a click can give. */
export function brokenAnswers(values: FormValues, now: number): readonly FormFault[] {
  return [
    ...(values.visitDate === '' ? [{ field: 'visitDate', rule: 'missing' } as const] : []),
    ...numberFieldNames.flatMap((field): readonly FormFault[] => {
      const rule = numberRule(field, values[field]);
      return rule ? [{ field, rule }] : [];
    }),
    ...halfReadings(values),
    ...judgement(values),
    ...(values.kind === 'clinic' ? [...times(values, now), ...rows(values, now)] : []),
    ...listed(values),
    ...days(values),
  ];
}

const pairs: readonly (readonly [NumberField, NumberField])[] = [
  ['secondSystolicMmHg', 'secondDiastolicMmHg'],
  ['thirdSystolicMmHg', 'thirdDiastolicMmHg'],
];

/** A repeated pressure is two numbers, and there is no second reading without a first. */
function halfReadings(values: FormValues): readonly FormFault[] {
  return pairs.flatMap(([systolic, diastolic]): readonly FormFault[] => {
    const typed = [systolic, diastolic].filter((field) => values[field].trim() !== '');
    if (typed.length === 0) return [];
    if (values.systolicMmHg.trim() === '') return [{ field: 'systolicMmHg', rule: 'missing' }];
    if (typed.length === 2) return [];
    return [{ field: typed[0] === systolic ? diastolic : systolic, rule: 'bothPressures' }];
  });
}

/** The outcome needs a click, and so does why a student came and where he went. */
function judgement(values: FormValues): readonly FormFault[] {
  const asked: Readonly<Record<VisitKind, readonly ('outcome' | 'visitReason' | 'disposition')[]>> = {
    annual: ['outcome'],
    comprehensive: ['outcome'],
    clinic: ['visitReason', 'disposition'],
  };
  const missing = asked[values.kind].filter((field) => values[field] === '');
  const injury = ['injuryPlace', 'injuryMechanism', 'injuryBodyPart'] as const;
  const told = values.kind === 'clinic' && values.visitReason === 'injury';
  return [
    ...missing.map((field) => ({ field, rule: 'chooseOne' })),
    ...(told
      ? injury.filter((field) => values[field].trim() === '').map((field) => ({ field, rule: 'missing' }))
      : []),
  ];
}

function times(values: FormValues, now: number): readonly FormFault[] {
  return (['timeIn', 'timeOut'] as const).flatMap((field): readonly FormFault[] => {
    const rule = timeRule(values[field], values.visitDate, now);
    return rule ? [{ field, rule }] : [];
  });
}

function timeRule(typed: string, date: string, now: number): string | null {
  if (typed.trim() === '') return null;
  if (readTime(typed) === null) return 'time';
  // Clocks of the wall and of the PC differ by a minute.
  return (instantOf(date, typed) ?? 0) > now + 60_000 ? 'inFuture' : null;
}

/** A medicine or vaccine that was given needs what the law of the clinic asks for. */
function rows(values: FormValues, now: number): readonly FormFault[] {
  const missing = <C extends string>(
    list: 'medications' | 'immunisations',
    row: Readonly<Record<C | 'time' | 'consent', string>>,
    at: number,
    cells: readonly C[],
  ): readonly FormFault[] => [
    ...cells
      .filter((cell) => row[cell].trim() === '')
      .map((cell): FormFault => ({ field: `${list}.${at}.${cell}`, rule: 'missing' })),
    ...(row.time.trim() === '' || timeRule(row.time, values.visitDate, now)
      ? [
          {
            field: `${list}.${at}.time`,
            rule: timeRule(row.time, values.visitDate, now) ?? 'missing',
          } as const,
        ]
      : []),
    ...(row.consent === '' ? [{ field: `${list}.${at}.consent`, rule: 'chooseOne' } as const] : []),
  ];
  return [
    ...values.medications.flatMap((row, at) => missing('medications', row, at, ['name', 'dose', 'route'])),
    ...values.immunisations.flatMap((row, at) => missing('immunisations', row, at, ['name'])),
  ];
}

/** Days in the past; only a vaccine expires later. */
function days(values: FormValues): readonly FormFault[] {
  const typed: readonly (readonly [FormPath, string, string])[] = [
    ['bloodTakenOn', values.bloodTakenOn, values.visitDate],
    ...values.conditions.map(({ onset }, at) => [`conditions.${at}.onset`, onset, values.visitDate] as const),
    ...values.newAllergies.map(
      ({ since }, at) => [`newAllergies.${at}.since`, since, values.visitDate] as const,
    ),
    ...values.immunisations.map(
      ({ expires }, at) => [`immunisations.${at}.expires`, expires, '2099-12-31'] as const,
    ),
  ];
  return typed.flatMap(([field, text, latest]) =>
    text.trim() === '' || readDay(text, latest || today()) ? [] : [{ field, rule: 'date' }],
  );
}

function listed(values: FormValues): readonly FormFault[] {
  return [
    ...values.conditions.flatMap(({ text }, at): readonly FormFault[] =>
      text.trim() === '' ? [{ field: `conditions.${at}.text`, rule: 'missing' }] : [],
    ),
    ...values.newAllergies.flatMap(({ text, kind }, at): readonly FormFault[] => [
      ...(text.trim() === '' ? [{ field: `newAllergies.${at}.text`, rule: 'missing' } as const] : []),
      ...(kind === '' ? [{ field: `newAllergies.${at}.kind`, rule: 'chooseOne' } as const] : []),
    ]),
  ];
}

import { acuities, lenses } from '../../core/clinical/acuity.ts';
import {
  conditionChanges,
  dispositions,
  medicationRoutes,
  notMeasuredItems,
  notMeasuredReasons,
  outcomes,
  visitReasons,
} from '../../core/clinical/record-lists.ts';
import {
  bodySystems,
  dentalResults,
  educationTopics,
  findingResults,
  immunisationStatuses,
  smokingAnswers,
  vaccineSites,
} from '../../core/clinical/screening-lists.ts';

export const yesNo = ['yes', 'no'] as const;

/** An eye that was tried and gave no answer stands in the same list as the acuities. */
export const eyeAnswers = [...acuities, 'notTestable'] as const;

export const eyeFields = ['right', 'left', 'rightCorrected', 'leftCorrected'] as const;

export type EyeField = (typeof eyeFields)[number];

export const bodyFields = bodySystems.map((system) => `body_${system}` as const);

export const topicFields = educationTopics.map((topic) => `topic_${topic}` as const);

type EveryOf<F extends string, T> = Readonly<Record<F, T>>;

function every<F extends string, T>(fields: readonly F[], value: T): EveryOf<F, T> {
  return Object.fromEntries(fields.map((field) => [field, value])) as EveryOf<F, T>;
}

/** Why each thing was not measured, and the words for "other". */
export const notDoneFields = notMeasuredItems.map((item) => `notDone_${item}` as const);

export const notDoneNoteFields = notMeasuredItems.map((item) => `notDoneNote_${item}` as const);

/** Every answer that is chosen from a list, with the list. */
export const choiceFields = {
  consentSigned: yesNo,
  breakfast: yesNo,
  noCardReason: ['nationalWithoutCard', 'residentWithoutCard', 'neitherNationalNorResident', 'unknownStatus'],
  visionTested: yesNo,
  lens: lenses,
  ...every(eyeFields, eyeAnswers),
  colour: findingResults,
  ...every(bodyFields, findingResults),
  scoliosis: findingResults,
  hearing: findingResults,
  dental: dentalResults,
  bloodTest: findingResults,
  depression: findingResults,
  ...every(notDoneFields, notMeasuredReasons),
  smoking: smokingAnswers,
  immunisation: immunisationStatuses,
  ...every(topicFields, ['yes'] as const),
  visitReason: visitReasons,
  disposition: dispositions,
  outcome: outcomes,
} as const;

export type ChoiceField = keyof typeof choiceFields;

export const choiceFieldNames = Object.keys(choiceFields) as readonly ChoiceField[];

/** Free words, with the longest that each may be. Longer ones are kept out by the field, never cut. */
export const wordFields = {
  notPerformedReason: 199,
  lensOther: 150,
  medicalHistory: 2000,
  bodyNote: 199,
  scoliosisNote: 199,
  hearingNote: 199,
  dentalNote: 199,
  bloodTestNote: 199,
  depressionNote: 2000,
  educationNote: 199,
  immunisationMissing: 199,
  complaint: 2000,
  finding: 2000,
  intervention: 2000,
  evaluation: 2000,
  informed: 199,
  injuryPlace: 199,
  injuryMechanism: 199,
  injuryBodyPart: 199,
  injuryWitness: 199,
  referredTo: 199,
  ...every(notDoneNoteFields, 199),
  notes: 2000,
} as const;

export type WordField = keyof typeof wordFields;

export const wordFieldNames = Object.keys(wordFields) as readonly WordField[];

/** Times of a day, `HH:MM` in Dubai. */
export const timeFields = ['timeIn', 'timeOut'] as const;

export type TimeField = (typeof timeFields)[number];

/** Days typed as dd/mm/yyyy beside the visit's own. */
export const dayFields = ['bloodTakenOn'] as const;

export type DayField = (typeof dayFields)[number];

/** Rows that are added one by one: each with the cells of a blank row. */
export const listFields = {
  medications: { name: '', dose: '', route: '', time: '', consent: '', givenBy: '' },
  immunisations: { code: '', name: '', dose: '', lot: '', expires: '', site: '', time: '', consent: '' },
  conditions: { change: 'added', instanceId: '', code: '', text: '', onset: '' },
  diagnoses: { code: '', text: '' },
  newAllergies: { kind: '', code: '', text: '', severity: '', reaction: '', since: '' },
  /** Allergies of the student that are no longer true, by their words. */
  endedAllergies: { text: '' },
} as const;

export type ListField = keyof typeof listFields;

export type Row<L extends ListField> = { readonly [K in keyof (typeof listFields)[L]]: string };

export const listFieldNames = Object.keys(listFields) as readonly ListField[];

/** What the cells of rows are chosen from. */
export const rowChoices = {
  route: medicationRoutes,
  site: vaccineSites,
  change: conditionChanges,
  kind: ['FA', 'DA', 'EA', 'MA'],
  severity: ['MI', 'MO', 'SV', 'U'],
} as const;

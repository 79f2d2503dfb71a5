import { components, type FieldInput, type Segment, segment } from '../hl7/message.ts';
import { cleanBlock } from '../hl7/text.ts';
import type { ReadyContext } from './build-context.ts';
import { timeField } from './header.ts';
import { clinicianField } from './visit.ts';

/** One result before it is a segment. Codes are LOINC unless `system` says otherwise; units are UCUM. */
export interface Observation {
  readonly code: string;
  readonly text: string;
  readonly system?: string;
  readonly type: 'NM' | 'ST' | 'TX';
  readonly value: string;
  readonly unit?: string;
  /** OBX-7, given only where the flag uses it. */
  readonly range?: string;
  readonly flag?: 'N' | 'L' | 'H' | 'A' | null;
  /** OBX-11: `F` unless this result corrects (`C`) or withdraws (`W`) one that was sent. */
  readonly status?: 'F' | 'C' | 'W';
}

/** A panel: OBR-4 and the suffix of the order number, which stays the same in every correction of this result set. */
export interface Panel {
  readonly code: string;
  readonly text: string;
  readonly suffix: string;
}

/** What one ORU^R01 carries. `corrects` where the receiver has this set already: OBR-25 is then `C`, also for a result more. */
export interface ResultsToSend {
  readonly results: readonly Observation[];
  readonly notes: string;
  readonly corrects?: boolean;
}

/** ORC, OBR, one OBX for each result, and the notes behind the last: one order group, as the receiver wants it. */
export function orderGroup(
  context: ReadyContext,
  panel: Panel,
  { results, notes, corrects = false }: ResultsToSend,
): readonly Segment[] {
  const { profile } = context.destination;
  const number = components(context.visitNumber + panel.suffix, profile.systemCode);
  const measuredAt = timeField(context.assessment.measuredAt, profile);
  const clinician = clinicianField(context);
  return [
    segment('ORC', { 1: 'RE', 2: number, 3: number, 5: 'CM', 9: measuredAt, 12: clinician }),
    segment('OBR', {
      1: '1',
      2: number,
      3: number,
      4: components(panel.code, panel.text, 'LN'),
      7: measuredAt,
      16: clinician,
      22: timeField(context.savedAt ?? context.now, profile),
      25: corrects ? 'C' : 'F',
    }),
    ...results.map((result, index) => obxSegment(index + 1, result, { measuredAt, clinician })),
    ...noteSegments(notes),
  ];
}

function obxSegment(
  setId: number,
  observation: Observation,
  by: { readonly measuredAt: string; readonly clinician: FieldInput },
): Segment {
  const { code, text, type, value, unit } = observation;
  return segment('OBX', {
    1: String(setId),
    2: type,
    3: components(code, text, observation.system ?? 'LN'),
    5: value,
    6: unit ? components(unit, unit, 'UCUM') : '',
    7: observation.range ?? '',
    8: observation.flag ?? '',
    11: observation.status ?? 'F',
    14: by.measuredAt,
    16: by.clinician,
  });
}

function noteSegments(notes: string): readonly Segment[] {
  const text = cleanBlock(notes);
  return text === '' ? [] : [segment('NTE', { 1: '1', 2: 'L', 3: text })];
}

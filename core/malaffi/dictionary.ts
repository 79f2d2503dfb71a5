/** HL7 data types that our messages use. Composite ones list the types of their components in `data-types.ts`;
 * `VARIES` is what OBX-2 says, and `DIGITS` is ours, for phone numbers. */
export type DataType =
  | 'ST'
  | 'ID'
  | 'IS'
  | 'NM'
  | 'SI'
  | 'DT'
  | 'TS'
  | 'FT'
  | 'TX'
  | 'HD'
  | 'EI'
  | 'CX'
  | 'XPN'
  | 'XAD'
  | 'XTN'
  | 'XCN'
  | 'CE'
  | 'PL'
  | 'MSG'
  | 'PT'
  | 'VID'
  | 'VARIES'
  | 'DIGITS';

/** What one field of a segment may hold. Fields that are not listed are never sent, and are refused. */
export interface FieldRule {
  readonly type: DataType;
  /** Longest value in characters, of each repetition, before escaping. */
  readonly max: number;
  readonly required?: true;
  readonly repeats?: true;
  readonly table?: readonly string[];
}

/** Rules of a segment by field number. */
export type SegmentRules = Readonly<Record<number, FieldRule>>;

/** Abnormal flags we use, HL7 table 0078. */
const flags = ['N', 'L', 'H', 'A'];
/** Result status, HL7 tables 0085 and 0123. */
const resultStatus = ['F', 'C', 'W', 'D', 'X'];

/**
 * The segments and fields we send: HL7 v2.5.1 types and maxima, with what the receiver's guide asks beyond (a required
 * OBX-14, a required PID-7 and PID-8). Everything stricter than the standard is marked with its reason in docs/hl7.md.
 */
export const dictionary: Readonly<Record<string, SegmentRules>> = {
  MSH: {
    1: { type: 'ST', max: 1, required: true },
    2: { type: 'ST', max: 4, required: true },
    3: { type: 'HD', max: 227, required: true },
    4: { type: 'HD', max: 227, required: true },
    5: { type: 'HD', max: 227, required: true },
    6: { type: 'HD', max: 227 },
    7: { type: 'TS', max: 26, required: true },
    9: { type: 'MSG', max: 15, required: true },
    10: { type: 'ST', max: 199, required: true },
    11: { type: 'PT', max: 3, required: true, table: ['P', 'T', 'D'] },
    12: { type: 'VID', max: 60, required: true, table: ['2.5.1', '2.5'] },
    15: { type: 'ID', max: 2, table: ['AL', 'NE', 'ER', 'SU'] },
    16: { type: 'ID', max: 2, table: ['AL', 'NE', 'ER', 'SU'] },
    // An ID whose values hold a space (table 0211).
    18: { type: 'ST', max: 16 },
  },
  EVN: {
    1: { type: 'ID', max: 3 },
    2: { type: 'TS', max: 26, required: true },
  },
  PID: {
    1: { type: 'SI', max: 4 },
    3: { type: 'CX', max: 250, required: true },
    5: { type: 'XPN', max: 500, required: true, repeats: true },
    7: { type: 'TS', max: 26, required: true },
    8: { type: 'IS', max: 1, required: true, table: ['M', 'F', 'U', 'N', 'O'] },
    11: { type: 'XAD', max: 250 },
    13: { type: 'XTN', max: 250 },
    14: { type: 'XTN', max: 250 },
    16: { type: 'CE', max: 250 },
    17: { type: 'CE', max: 250 },
    // 16 in 2.5.1: fifteen digits fit, and dashes only where a profile asks for them (content-rules.ts).
    19: { type: 'ST', max: 18 },
    26: { type: 'CE', max: 250 },
    28: { type: 'CE', max: 250 },
    30: { type: 'ID', max: 1, table: ['Y', 'N'] },
  },
  NK1: {
    1: { type: 'SI', max: 4, required: true },
    2: { type: 'XPN', max: 250 },
    3: { type: 'CE', max: 250 },
    5: { type: 'XTN', max: 250 },
  },
  PV1: {
    1: { type: 'SI', max: 4 },
    2: { type: 'IS', max: 1, required: true, table: ['O', 'N'] },
    3: { type: 'PL', max: 80, required: true },
    7: { type: 'XCN', max: 500, required: true },
    19: { type: 'CX', max: 250, required: true },
    36: { type: 'IS', max: 3 },
    44: { type: 'TS', max: 26, required: true },
    45: { type: 'TS', max: 26 },
  },
  AL1: {
    1: { type: 'SI', max: 4, required: true },
    // 2 and 4: the codes of the profile's tables (content-rules.ts).
    2: { type: 'CE', max: 250 },
    3: { type: 'CE', max: 250, required: true },
    4: { type: 'CE', max: 250 },
    // 15 in 2.5.1, rarely enforced by receivers: as long as the student's record lets a reaction be.
    5: { type: 'ST', max: 60, repeats: true },
    6: { type: 'DT', max: 8 },
  },
  ORC: {
    1: { type: 'ID', max: 2, required: true, table: ['RE'] },
    2: { type: 'EI', max: 199, required: true },
    3: { type: 'EI', max: 199, required: true },
    5: { type: 'ID', max: 2, table: ['CM'] },
    9: { type: 'TS', max: 26 },
    12: { type: 'XCN', max: 500, required: true },
  },
  OBR: {
    1: { type: 'SI', max: 4 },
    2: { type: 'EI', max: 199, required: true },
    3: { type: 'EI', max: 199, required: true },
    4: { type: 'CE', max: 250, required: true },
    7: { type: 'TS', max: 26, required: true },
    16: { type: 'XCN', max: 500, required: true },
    22: { type: 'TS', max: 26, required: true },
    25: { type: 'ID', max: 1, required: true, table: resultStatus },
  },
  OBX: {
    1: { type: 'SI', max: 4, required: true },
    2: { type: 'ID', max: 2, required: true, table: ['NM', 'ST', 'TX'] },
    3: { type: 'CE', max: 250, required: true },
    5: { type: 'VARIES', max: 199 },
    6: { type: 'CE', max: 250 },
    7: { type: 'ST', max: 60 },
    8: { type: 'IS', max: 5, table: flags },
    11: { type: 'ID', max: 1, required: true, table: resultStatus },
    14: { type: 'TS', max: 26, required: true },
    16: { type: 'XCN', max: 500, required: true },
  },
  DG1: {
    1: { type: 'SI', max: 4, required: true },
    3: { type: 'CE', max: 250, required: true },
    5: { type: 'TS', max: 26 },
    6: { type: 'IS', max: 2, required: true, table: ['A', 'W', 'F'] },
    15: { type: 'ID', max: 2 },
    16: { type: 'XCN', max: 250, required: true },
  },
  MRG: {
    1: { type: 'CX', max: 250, required: true },
  },
  PRB: {
    1: { type: 'ID', max: 2, required: true, table: ['AD', 'UP', 'DE', 'CO', 'UC'] },
    2: { type: 'TS', max: 26, required: true },
    3: { type: 'CE', max: 250, required: true },
    4: { type: 'EI', max: 60, required: true },
    16: { type: 'TS', max: 26 },
  },
  NTE: {
    1: { type: 'SI', max: 4 },
    2: { type: 'ID', max: 8, table: ['L', 'P', 'O'] },
    3: { type: 'FT', max: 2000, required: true },
  },
};

/** PV1 of a message that means no visit (A28, A31). */
export const noVisitRules: SegmentRules = {
  1: { type: 'SI', max: 4 },
  2: { type: 'IS', max: 1, required: true, table: ['N'] },
};

/** One step of a message structure: a segment, how often, and whether it must be there. */
export interface Step {
  readonly segment: string;
  readonly required?: true;
  readonly repeats?: true;
}

/** What the strict check expects of one type of message. */
export interface Structure {
  /** MSH-9.3. */
  readonly name: string;
  /** PV1-2: an outpatient visit, or no visit at all. */
  readonly patientClass: 'O' | 'N';
  readonly steps: readonly Step[];
}

const must = (segment: string): Step => ({ segment, required: true });
const may = (segment: string): Step => ({ segment });
const many = (segment: string): Step => ({ segment, repeats: true });

const person: Structure = {
  name: 'ADT_A05',
  patientClass: 'N',
  // PV1 is required by 2.5.1; whether it is sent is the profile's choice (includePv1InA28A31).
  steps: [must('MSH'), must('EVN'), must('PID'), many('NK1'), may('PV1'), many('AL1')],
};

const problem: Structure = {
  name: 'PPR_PC1',
  patientClass: 'O',
  steps: [must('MSH'), must('PID'), must('PV1'), must('PRB'), many('NTE')],
};

function visit(name: string, ...steps: readonly Step[]): Structure {
  return { name, patientClass: 'O', steps: [must('MSH'), must('EVN'), must('PID'), ...steps] };
}

/**
 * The order of segments by message type (HL7 v2.5.1, chapters 3, 7, 12), limited to what we send. ORU has no EVN and exactly
 * one order group: the receiver wants one group a message.
 */
export const structures: Readonly<Record<string, Structure>> = {
  'ADT^A04': visit('ADT_A01', many('NK1'), must('PV1'), many('AL1'), many('DG1')),
  'ADT^A08': visit('ADT_A01', many('NK1'), must('PV1'), many('AL1'), many('DG1')),
  'ADT^A03': visit('ADT_A03', many('NK1'), must('PV1'), many('AL1'), {
    segment: 'DG1',
    required: true,
    repeats: true,
  }),
  'ADT^A11': visit('ADT_A09', must('PV1'), many('DG1')),
  'ADT^A28': person,
  'ADT^A31': person,
  'ADT^A40': visit('ADT_A39', must('MRG')),
  'ORU^R01': {
    name: 'ORU_R01',
    patientClass: 'O',
    steps: [
      must('MSH'),
      must('PID'),
      must('PV1'),
      must('ORC'),
      must('OBR'),
      { segment: 'OBX', required: true, repeats: true },
      many('NTE'),
    ],
  },
  'PPR^PC1': problem,
  'PPR^PC2': problem,
  'PPR^PC3': problem,
};

/** One step of a message structure: a segment, how often, and whether it must be there. */
export interface Step {
  readonly segment: string;
  readonly required?: true;
  readonly repeats?: true;
}

const header: Step = { segment: 'MSH', required: true };
const event: Step = { segment: 'EVN', required: true };
const patient: Step = { segment: 'PID', required: true };
const visit: Step = { segment: 'PV1', required: true };

/**
 * The order of segments by message type (HL7 v2.5.1, chapters 3, 7, 12), limited to what we send. ORU has no EVN and exactly
 * one order group: the receiver wants one group a message.
 */
export const structures: Readonly<Record<string, readonly Step[]>> = {
  'ADT^A04': [
    header,
    event,
    patient,
    { segment: 'NK1', repeats: true },
    visit,
    { segment: 'AL1', repeats: true },
  ],
  'ORU^R01': [
    header,
    patient,
    visit,
    { segment: 'ORC', required: true },
    { segment: 'OBR', required: true },
    { segment: 'OBX', required: true, repeats: true },
    { segment: 'NTE', repeats: true },
  ],
};

/** Structure name in MSH-9.3 by message type. */
export const structureNames: Readonly<Record<string, string>> = {
  'ADT^A04': 'ADT_A01',
  'ORU^R01': 'ORU_R01',
};

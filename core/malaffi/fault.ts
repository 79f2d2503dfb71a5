/** Where in a message, counted as in the standard, and which rule it breaks. */
export interface Fault {
  readonly rule:
    | 'encoding'
    | 'tooLarge'
    | 'controlCharacter'
    | 'notCanonical'
    | 'unknownType'
    | 'segmentOrder'
    | 'notAllowed'
    | 'required'
    | 'repeats'
    | 'tooLong'
    | 'wrongType'
    | 'notInTable'
    | 'impossible';
  readonly segment: string;
  /** Which of several segments of that name, from 1. */
  readonly sequence: number;
  readonly field: number;
  readonly repetition: number;
  readonly component: number;
  readonly subcomponent: number;
}

/** A fault of the whole message, or of a segment, when no field can be named. */
export function faultAt(rule: Fault['rule'], segment = '', place: Partial<Fault> = {}): Fault {
  return { rule, segment, sequence: 1, field: 0, repetition: 1, component: 0, subcomponent: 0, ...place };
}

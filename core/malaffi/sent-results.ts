import { type Segment, segmentOf, segmentsOf, textOf } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import type { Observation } from './observations.ts';

/** One set of results as a message carries it: what a receiver has that took it. */
export interface SentResults {
  readonly results: readonly Observation[];
  /** OBR-7 as it stands on the wire. */
  readonly measuredAt: string;
  readonly notes: string;
}

/** Reads an ORU of ours back. Results that it withdrew are left out: the receiver has them no more. */
export function sentResults(bytes: Uint8Array): SentResults {
  const message = parseMessage(bytes);
  if (!message) return { results: [], measuredAt: '', notes: '' };
  return {
    results: segmentsOf(message, 'OBX')
      .filter((obx) => textOf(obx, 11) !== 'W')
      .map(observationOf),
    measuredAt: textOf(segmentOf(message, 'OBR'), 7),
    notes: textOf(segmentOf(message, 'NTE'), 3),
  };
}

function observationOf(obx: Segment): Observation {
  const type = textOf(obx, 2);
  const flag = (['N', 'L', 'H', 'A'] as const).find((each) => each === textOf(obx, 8));
  return {
    code: textOf(obx, 3, 1),
    text: textOf(obx, 3, 2),
    system: textOf(obx, 3, 3),
    type: type === 'NM' || type === 'TX' ? type : 'ST',
    value: textOf(obx, 5),
    ...(textOf(obx, 6) === '' ? {} : { unit: textOf(obx, 6) }),
    ...(textOf(obx, 7) === '' ? {} : { range: textOf(obx, 7) }),
    flag: flag ?? null,
  };
}

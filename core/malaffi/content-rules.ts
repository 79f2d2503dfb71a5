import type { CodeTableName } from '../contract/code-table.ts';
import { type Message, type Segment, segmentsOf, textAt, textOf } from '../hl7/message.ts';
import { parseDtm } from '../hl7/timestamps.ts';
import { isTargetCode } from './code-tables.ts';
import { type Fault, faultAt } from './fault.ts';
import { problemEvents } from './ppr.ts';
import type { Profile } from './profile.ts';
import { resultFaults } from './result-rules.ts';

const dayMs = 86_400_000;

/** Segments whose first field counts them. */
const numbered = ['PID', 'NK1', 'PV1', 'AL1', 'DG1', 'OBR', 'OBX', 'NTE'] as const;

/** Rules that look at more than one field, or at the profile: what a table of types and lengths cannot say. */
export function contentFaults(message: Message, profile: Profile, now: number): readonly Fault[] {
  return [
    ...identifierFaults(message, profile),
    ...tableFaults(message, profile),
    ...characterSetFaults(message),
    ...timeFaults(message, now),
    ...endFaults(message),
    ...eventFaults(message, profile),
    ...resultFaults(message),
    ...numbered.flatMap((name) => segmentsOf(message, name).flatMap(setIdFault)),
  ];
}

function identifierFaults(message: Message, profile: Profile): readonly Fault[] {
  const faults: Fault[] = [];
  const controlId = textAt(message, 'MSH-10');
  if (controlId.length > profile.controlIdMax) faults.push(faultAt('tooLong', 'MSH', { field: 10 }));
  if (!/^[A-Za-z0-9]*$/.test(controlId)) faults.push(faultAt('wrongType', 'MSH', { field: 10 }));
  if (textAt(message, 'MSH-11') !== profile.processingId)
    faults.push(faultAt('notInTable', 'MSH', { field: 11 }));
  for (const name of ['ORC', 'OBR']) {
    const number = textAt(message, `${name}-3.1`);
    const authority = textAt(message, `${name}-3.2`);
    if (`${number}^${authority}`.length > profile.orderNumberMax)
      faults.push(faultAt('tooLong', name, { field: 3 }));
  }
  const emiratesId = textAt(message, 'PID-19');
  const form = profile.eidFormat === 'digits' ? /^\d{15}$/ : /^\d{3}-\d{4}-\d{7}-\d$/;
  if (emiratesId !== '' && !form.test(emiratesId)) faults.push(faultAt('wrongType', 'PID', { field: 19 }));
  return faults;
}

/** Fields that hold a code of a table: those of the product or, where IT replaced a row, what the profile sends for it. */
const tabled: readonly (readonly [segment: string, field: number, table: CodeTableName])[] = [
  ['PID', 26, 'nationality'],
  ['PID', 28, 'nationality'],
  ['PV1', 36, 'disposition'],
  ['AL1', 2, 'allergyType'],
  ['AL1', 4, 'allergySeverity'],
];

function tableFaults(message: Message, profile: Profile): readonly Fault[] {
  return tabled.flatMap(([name, field, table]) =>
    segmentsOf(message, name).flatMap((segment, index) => {
      const code = textOf(segment, field);
      if (code === '' || isTargetCode(table, code, profile)) return [];
      // Any country of ISO 3166, whether our list of words has it or not.
      if (table === 'nationality' && /^[A-Z]{3}$/.test(code)) return [];
      return [faultAt('notInTable', name, { sequence: index + 1, field })];
    }),
  );
}

/** Letters beyond ASCII need a declared character set (MSH-18); we encode in UTF-8 and in nothing else. */
function characterSetFaults(message: Message): readonly Fault[] {
  if (textAt(message, 'MSH-18') === 'UNICODE UTF-8') return [];
  if (textAt(message, 'MSH-18') !== '') return [faultAt('notInTable', 'MSH', { field: 18 })];
  return message.segments.flatMap((segment, index) =>
    segment.fields.flatMap((field, number) =>
      field.flatMap((repetition, at) =>
        repetition.flatMap((component, part) =>
          component.some((text) => /[^ -~\n]/.test(text))
            ? [
                faultAt('encoding', segment.name, {
                  sequence: message.segments.slice(0, index + 1).filter(({ name }) => name === segment.name)
                    .length,
                  field: number + 1,
                  repetition: at + 1,
                  component: part + 1,
                }),
              ]
            : [],
        ),
      ),
    ),
  );
}

/** Nobody is seen before birth, and nothing that is sent lies more than a day ahead of this machine's clock. */
function timeFaults(message: Message, now: number): readonly Fault[] {
  const visit = parseDtm(textAt(message, 'PV1-44'));
  const born = parseDtm(textAt(message, 'PID-7'));
  const faults: Fault[] = [];
  if (born !== null && born > (visit ?? now)) faults.push(faultAt('impossible', 'PID', { field: 7 }));
  if (visit !== null && visit > now + dayMs) faults.push(faultAt('impossible', 'PV1', { field: 44 }));
  const ended = parseDtm(textAt(message, 'PV1-45'));
  if (ended !== null && (ended > now + dayMs || (visit !== null && ended < visit))) {
    faults.push(faultAt('impossible', 'PV1', { field: 45 }));
  }
  const measured = parseDtm(textAt(message, 'OBR-7'));
  if (measured !== null && (measured > now + dayMs || (visit !== null && measured < visit))) {
    faults.push(faultAt('impossible', 'OBR', { field: 7 }));
  }
  return faults;
}

/** An A03 tells when the visit ended. */
function endFaults(message: Message): readonly Fault[] {
  const ends = textAt(message, 'MSH-9.2') === 'A03';
  return ends && textAt(message, 'PV1-45') === '' ? [faultAt('required', 'PV1', { field: 45 })] : [];
}

/** The event is the same wherever it is named, and the version and the zone are those of the profile. */
function eventFaults(message: Message, profile: Profile): readonly Fault[] {
  const faults: Fault[] = [];
  const trigger = textAt(message, 'MSH-9.2');
  const event = textAt(message, 'EVN-1');
  if (event !== '' && event !== trigger) faults.push(faultAt('notInTable', 'EVN', { field: 1 }));
  const problem = Object.values(problemEvents).find((each) => each.trigger === trigger);
  if (problem && textAt(message, 'PRB-1') !== problem.action) {
    faults.push(faultAt('notInTable', 'PRB', { field: 1 }));
  }
  if (textAt(message, 'MSH-12') !== profile.messageVersion) {
    faults.push(faultAt('notInTable', 'MSH', { field: 12 }));
  }
  if (textAt(message, 'MSH-7').endsWith('+0400') !== (profile.tsOffset !== 'none')) {
    faults.push(faultAt('wrongType', 'MSH', { field: 7 }));
  }
  return faults;
}

function setIdFault(segment: Segment, index: number): readonly Fault[] {
  const expected = String(index + 1);
  if (textOf(segment, 1) === expected) return [];
  return [faultAt('segmentOrder', segment.name, { sequence: index + 1, field: 1 })];
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Message, type Segment, textOf } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import {
  buildPersonChanged,
  buildStudentsMerged,
  buildVisitCancelled,
  buildVisitChanged,
} from './build-events.ts';
import { buildMessages } from './build-messages.ts';
import { correctionsAfter, withdrawalOf } from './samples/corrections.ts';
import { atDubai, salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

/**
 * A parser that shares no code with ours: Debian's python3-hl7. It reads the bytes and reports every primitive by its place;
 * its own unescape is used, and what it leaves raw in MSH-2 is compared raw.
 */
const script = `
import sys, json, hl7
message = hl7.parse(sys.stdin.buffer.read().decode('utf-8'))
out = []
for segment in message:
    name = str(segment[0])
    seen = sum(1 for each in out if each['name'] == name)
    places = {}
    for number in range(1, len(segment)):
        field = segment[number]
        if name == 'MSH' and number <= 2:
            places[str(number)] = str(field)
            continue
        for r, repetition in enumerate(field if isinstance(field, hl7.Field) else [field]):
            for c, component in enumerate(repetition if isinstance(repetition, hl7.Repetition) else [repetition]):
                for s, sub in enumerate(component if isinstance(component, hl7.Component) else [component]):
                    text = message.unescape(str(sub))
                    if text != '':
                        places['%d.%d.%d.%d' % (number, r + 1, c + 1, s + 1)] = text
    out.append({'name': name, 'places': places})
json.dump(out, sys.stdout)
`;

const available = existsSync('/usr/lib/python3/dist-packages/hl7');

function readByPython(bytes: Uint8Array) {
  const run = spawnSync('/usr/bin/python3', ['-c', script], {
    input: bytes,
    encoding: 'utf8',
    env: { PYTHONIOENCODING: 'utf-8', PATH: '/usr/bin' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { name: string; places: Record<string, string> }[];
}

/** The same report from our own model, as it was before encoding. */
function places(segment: Segment): Record<string, string> {
  const found: Record<string, string> = {};
  segment.fields.forEach((field, f) => {
    if (segment.name === 'MSH' && f < 2) {
      found[String(f + 1)] = textOf(segment, f + 1);
      return;
    }
    field.forEach((repetition, r) => {
      repetition.forEach((component, c) => {
        component.forEach((text, s) => {
          // python3-hl7 reads \\.br\\ as CR, we as LF: the same line break.
          if (text !== '') found[`${f + 1}.${r + 1}.${c + 1}.${s + 1}`] = text.replaceAll('\n', '\r');
        });
      });
    });
  });
  return found;
}

function expectSameReading(bytes: Uint8Array): void {
  const message: Message | null = parseMessage(bytes);
  const expected = message?.segments.map((segment) => ({ name: segment.name, places: places(segment) }));

  expect(readByPython(bytes)).toEqual(expected);
}

describe.runIf(available)('a parser that nobody here wrote', () => {
  it('reads every field of every kind of message', () => {
    const events = { A28: true, A03: true, A11: true };
    const context = sampleContext({
      destination: { id: 'd', profile: sampleProfile({ events }), profileVersion: 1 },
      assessment: {
        ...salemAssessment,
        notes: 'First | line\nالسطر الثاني',
        vision: { right: '6/6', left: '6/12', colour: 'abnormal', lens: 'other', lensOther: 'Prism ~ & ^' },
        record: {
          visitEndedAt: atDubai('09:40:00'),
          disposition: 'referred',
          referral: { referred: true, to: 'Optometrist' },
          conditions: [
            { change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' },
            { change: 'changed', instanceId: 'V1-P1', text: 'الربو | other' },
            { change: 'withdrawn', instanceId: 'V1-P2', text: 'Epilepsy' },
          ],
        },
      },
    });
    const corrected = { ...context, assessment: { ...context.assessment, measurements: { weightKg: 34 } } };
    const messages = [
      ...buildMessages(context),
      ...correctionsAfter(corrected, context.assessment),
      ...withdrawalOf(context),
      ...buildPersonChanged(context),
      ...buildVisitChanged(context),
      ...buildVisitCancelled(context),
      ...buildStudentsMerged(context, '1004999'),
    ];

    for (const message of messages) {
      if (!message.built) throw new Error(`${message.kind} ${message.field}`);
      expectSameReading(message.bytes);
    }
    expect(new Set(messages.map(({ kind }) => kind.split(' ')[0])).size).toBe(11);
  });

  it('reads names in both scripts, delimiters, emoji and notes of several lines', () => {
    const context = sampleContext({
      student: {
        ...salem,
        familyName: "O'NEIL | SONS",
        givenName: 'RÉEM^~',
        middleName: 'A&B\\C',
        familyNameArabic: 'آل نهيان | بن',
        givenNameArabic: 'مُحَمَّد',
        middleNameArabic: '😀',
        address: 'Villa \\F\\ 3, \\.br\\ Gate & "door"',
      },
      assessment: { ...salemAssessment, notes: 'First | line\nالسطر الثاني ^ & ~ \\\n\nend' },
    });
    const messages = buildMessages(context);

    for (const message of messages) {
      if (!message.built) throw new Error(`${message.kind} ${message.field}`);
      expectSameReading(message.bytes);
    }
    const [a04] = messages;
    const pid = a04?.built ? readByPython(a04.bytes).find(({ name }) => name === 'PID')?.places : undefined;
    expect(pid).toMatchObject({
      '5.1.1.1': "O'NEIL | SONS",
      '5.2.1.1': 'آل نهيان | بن',
      '5.2.2.1': 'مُحَمَّد',
      '5.2.3.1': '😀',
    });
  });
});

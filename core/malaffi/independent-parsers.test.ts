import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { MessageToStore } from '../assessments/ports.ts';
import type { Segment } from '../hl7/message.ts';
import { buildMessages } from './build-messages.ts';
import { anyAssessment, anyStudent } from './samples/any-visit.ts';
import { badMessages } from './samples/bad-messages.ts';
import { correctionsAfter, withdrawalOf } from './samples/corrections.ts';
import { everyKind } from './samples/every-kind.ts';
import { pythonScript, type Reading, readByMedplum } from './samples/other-parsers.ts';
import { atDubai, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';
import { strictCheck } from './strict-check.ts';

/**
 * Parsers that share no code with ours read what we wrote. Compared is what the builders put in, as it was before it was
 * encoded: our own parser has no say in it.
 */
const written = vi.hoisted(() => new WeakMap<Uint8Array, readonly Segment[]>());

vi.mock('../hl7/encode.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../hl7/encode.ts')>();
  return {
    ...original,
    encodeMessage(segments: readonly Segment[]) {
      const bytes = original.encodeMessage(segments);
      written.set(bytes, segments);
      return bytes;
    },
  };
});

const pythonThere = existsSync('/usr/lib/python3/dist-packages/hl7');
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

function readByPython(texts: readonly string[]): readonly Reading[] {
  const run = spawnSync('/usr/bin/python3', ['-c', pythonScript], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: { PYTHONIOENCODING: 'utf-8', PATH: '/usr/bin' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Reading[];
}

/** Every primitive that a builder wrote, by its place. */
function asWritten(bytes: Uint8Array): Reading {
  return (written.get(bytes) ?? []).map(({ name, fields }) => {
    const places: Record<string, string> = {};
    for (const [f, field] of fields.entries()) {
      for (const [r, repetition] of field.entries()) {
        for (const [c, component] of repetition.entries()) {
          for (const [s, text] of component.entries()) {
            const place = name === 'MSH' && f < 2 ? `${f + 1}` : `${f + 1}.${r + 1}.${c + 1}.${s + 1}`;
            // Both parsers read a line break as CR.
            if (text !== '') places[place] = text.replaceAll('\n', '\r');
          }
        }
      }
    }
    return { name, places };
  });
}

function bytesOf(messages: readonly MessageToStore[]): readonly Uint8Array[] {
  return messages.flatMap((message) => (message.built ? [message.bytes] : []));
}

/** What is written into a message of any content, or refused. */
const anyMessages = fc
  .record({ student: anyStudent, assessment: anyAssessment, which: fc.boolean() })
  .map(({ student, assessment, which }) => {
    const profile = sampleProfile({ events: { A28: true, A03: true } });
    const destination = { id: 'd', profile, profileVersion: 1 };
    const context = which
      ? sampleContext({ destination, assessment })
      : sampleContext({ destination, student: { ...student, dateOfBirth: '2014-05-17' } });
    return bytesOf([
      ...buildMessages(context),
      ...correctionsAfter(context, salemAssessment),
      ...withdrawalOf(context),
    ]);
  });

const profiles = [
  {},
  { tsOffset: 'all', msh9Components: 2, eidFormat: 'dashed' },
  { mode: 'enhanced', arabicName: 'primary', includePv1InA28A31: false, tsOffset: 'none' },
] as const;

describe('every kind of message', () => {
  it.each(profiles)('is there, with every status of a result (profile %j)', (profile) => {
    const messages = everyKind(profile);
    const readings = bytesOf(messages).map(asWritten);
    const valuesOf = (name: string, place: string) =>
      new Set(
        readings.flat().flatMap((segment) => (segment.name === name ? [segment.places[place] ?? ''] : [])),
      );

    expect(messages.filter(({ built }) => !built)).toEqual([]);
    expect([...valuesOf('MSH', '9.1.2.1')].toSorted()).toEqual(
      ['A03', 'A04', 'A08', 'A11', 'A28', 'A31', 'A40', 'PC1', 'PC2', 'PC3', 'R01'].toSorted(),
    );
    expect([...valuesOf('OBX', '11.1.1.1')].toSorted()).toEqual(['C', 'F', 'W']);
    expect([...valuesOf('OBR', '25.1.1.1')].toSorted()).toEqual(['C', 'F']);
    expect([...valuesOf('OBX', '8.1.1.1')]).toEqual(expect.arrayContaining(['H', 'A']));
  });

  it.each(profiles)('is read by medplum as it was written, field by field (profile %j)', (profile) => {
    for (const bytes of bytesOf(everyKind(profile))) {
      expect(readByMedplum(textOf(bytes))).toEqual(asWritten(bytes));
    }
  });

  it.runIf(pythonThere).each(profiles)('is read by python3-hl7 as it was written (profile %j)', (profile) => {
    const all = bytesOf(everyKind(profile));

    expect(readByPython(all.map(textOf))).toEqual(all.map(asWritten));
  });
});

describe('messages of any content', () => {
  it('are read by medplum as they were written', () => {
    let read = 0;
    fc.assert(
      fc.property(anyMessages, (messages) => {
        for (const bytes of messages) {
          read += 1;
          expect(readByMedplum(textOf(bytes))).toEqual(asWritten(bytes));
        }
      }),
      { numRuns: 200 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it.runIf(pythonThere)('are read by python3-hl7 as they were written', () => {
    const all = fc.sample(anyMessages, 200).flat();

    expect(all.length).toBeGreaterThan(50);
    expect(readByPython(all.map(textOf))).toEqual(all.map(asWritten));
  });
});

describe('the bad messages that lenient receivers take', () => {
  it.each(badMessages)('never leave: $bad', ({ text }) => {
    const bytes = new TextEncoder().encode(text);

    expect(() => readByMedplum(text)).not.toThrow();
    expect(strictCheck(bytes, sampleProfile(), atDubai('10:00:00'))).not.toEqual([]);
  });
});

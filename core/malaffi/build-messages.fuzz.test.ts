import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../hl7/encode.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { cleanIdentifier, cleanLine } from '../hl7/text.ts';
import { buildMessages } from './build-messages.ts';
import { anyAssessment, anyStudent } from './samples/any-visit.ts';
import { correctionsAfter, withdrawalOf } from './samples/corrections.ts';
import { everyKind } from './samples/every-kind.ts';
import { textOfBuilt } from './samples/read-back.ts';
import { salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

const everything = sampleProfile({ events: { A28: true, A03: true } });

describe('buildMessages', () => {
  it('never throws, names what it refuses, and freezes only what reads back as it was written', () => {
    let built = 0;
    fc.assert(
      fc.property(anyStudent, anyAssessment, fc.constantFrom(true, false), (student, assessment, normal) => {
        // Half of the runs keep either part as it should be, so that messages do come out.
        const context = normal
          ? sampleContext({ assessment, destination: { id: 'd', profile: everything, profileVersion: 1 } })
          : sampleContext({ student: { ...student, dateOfBirth: '2014-05-17' } });
        const messages = [
          ...buildMessages(context),
          ...correctionsAfter(context, salemAssessment),
          ...withdrawalOf(context),
        ];
        for (const message of messages) {
          if (!message.built) {
            expect(message.field).toMatch(
              /^(?:student|measurements|vision|record|profile)\.|^(?:visitStartedAt|measuredAt|notes)$/,
            );
            continue;
          }
          built += 1;
          const read = parseMessage(message.bytes);
          expect(read && encodeText(read)).toBe(
            new TextDecoder('utf-8', { fatal: true }).decode(message.bytes),
          );
          expect(read && textAt(read, 'PID-5.1')).toBe(cleanLine(context.student.familyName));
          expect(read && textAt(read, 'PID-3.1')).toBe(cleanIdentifier(context.student.studentNumber));
        }
      }),
      { numRuns: 400 },
    );
    expect(built).toBeGreaterThan(50);
  });

  it('takes names of 200 characters to the field that holds them, and refuses those it does not', () => {
    const name = (familyName: string) =>
      buildMessages(sampleContext({ student: { ...salem, familyName } })).map((message) => message.built);

    expect(name('ا'.repeat(194))).toEqual([true, true]);
    expect(name('ا'.repeat(200))).toEqual([false, false]);
  });

  it.each([
    ['America/New_York', 300],
    ['Pacific/Auckland', -780],
  ])('makes the same bytes of every kind on a machine in %s', (zone, offsetMinutes) => {
    const module = JSON.stringify(fileURLToPath(new URL('./samples/every-kind.ts', import.meta.url)));
    const code = `const { everyKind } = await import(${module});
      const texts = everyKind().map(({ bytes }) => new TextDecoder().decode(bytes));
      process.stdout.write(JSON.stringify({ offset: new Date(2025, 0, 1).getTimezoneOffset(), texts }));`;

    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });

    // The zone did take effect: otherwise this proves nothing.
    expect(JSON.parse(run.stdout)).toEqual({ offset: offsetMinutes, texts: everyKind().map(textOfBuilt) });
  });
});

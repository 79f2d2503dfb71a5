import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAck } from '../hl7/ack.ts';
import { pathOfLocation, receiverHint } from './receiver-hints.ts';
import { receiverNumbers } from './tables/receiver-numbers.ts';

const samples = JSON.parse(
  readFileSync(new URL('./samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;
const none = { code: null, applicationCode: null, location: null, text: null };

describe('receiverHint', () => {
  it('names the field of the sample refusal in both languages', () => {
    const error = parseAck(new TextEncoder().encode(samples.ACK_AE))?.errors[0];

    expect(error && receiverHint(error)).toEqual({
      path: 'clinician.licence',
      english:
        "Malaffi does not know this value of the clinician's licence. A licence must be registered for this facility; tell your administrator.",
      arabic: 'لا تعرف ملفّي هذه القيمة في ترخيص الممارس الصحي. يجب تسجيل الترخيص لهذه المنشأة؛ أخبر المسؤول.',
    });
  });

  it('takes the table of HL7 where the receiver gives no number of its own, or one that is not known', () => {
    expect(receiverHint({ ...none, code: '101', applicationCode: '9999', location: 'PID-19' })).toMatchObject(
      {
        path: 'student.emiratesId',
        english: 'The Emirates ID is missing. Fill it in and send again.',
      },
    );
    expect(receiverHint({ ...none, code: '102', location: 'ZZZ-1' })?.english).toBe(
      'A field is not in the right form. Correct it and send again.',
    );
  });

  it("falls through to the receiver's own text, and to nothing", () => {
    expect(receiverHint({ ...none, code: '999', text: 'Call us' })).toEqual({
      path: null,
      english: 'Call us',
      arabic: 'Call us',
    });
    expect(receiverHint(none)).toBeNull();
  });

  it('has words in both languages for every number', () => {
    for (const { code, english, arabic } of receiverNumbers) {
      expect([code, english, /\p{Script=Arabic}/u.test(arabic)]).toEqual([
        code,
        expect.stringMatching(/\.$/),
        true,
      ]);
      expect(english.includes('{field}')).toBe(arabic.includes('{field}'));
    }
  });
});

it.each([
  ['PID-5.2', 'student.givenName'],
  ['PID-5', 'student.familyName'],
  ['PV1-3.4', 'school.facilityLicence'],
  ['PID-28.3', 'profile.tableLabel'],
  ['MSH-11', 'profile.processingId'],
  ['ZZZ-1', null],
  ['PID', null],
  [null, null],
])('finds the field of %s: %s', (location, path) => {
  expect(pathOfLocation(location)).toBe(path);
});

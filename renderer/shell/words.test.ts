import { expect, it } from 'vitest';
import { createI18n } from '../i18n.ts';
import { errorWords, fieldName, fieldWords, problemWords } from './words.ts';

const { t } = createI18n('en');

it('names the field of a problem, by our path or by the place that the receiver named', () => {
  const byPath = problemWords(t, 'NACK_REQUIRED', { field: 'student.emiratesId' });
  const byPlace = problemWords(t, 'NACK_REQUIRED', { field: 'PID-7' });

  expect(byPath.sentence).toBe('Malaffi refused this message: "Emirates ID" is empty. Fix it and resend.');
  expect(byPlace.sentence).toContain('"Date of birth"');
});

it('has a whole sentence where no field was named', () => {
  expect(problemWords(t, 'NACK_FORMAT').sentence).toBe(
    'A value is not in the right form. Fix it and resend.',
  );
  expect(problemWords(t, 'REFUSED_OTHER', { text: null }).sentence).toBe(
    'Malaffi gave no reason. Tell your administrator.',
  );
});

it("repeats the receiver's own words as they are", () => {
  expect(problemWords(t, 'REFUSED_OTHER', { text: 'A <b> & "c"' }).sentence).toContain('A <b> & "c"');
});

it('takes the nearest known field of a place, else the place itself', () => {
  expect(fieldName(t, 'PID-5.2')).toBe('Given name');
  expect(fieldName(t, 'PID-7.1')).toBe('Date of birth');
  expect(fieldName(t, 'ZZZ-99')).toBe('ZZZ-99');
});

it('has words for a rule that it does not know, and for an error that main knows alone', () => {
  expect(fieldWords(t, { path: 'name', rule: 'newRule' })).toBe('This value is not valid. Correct it.');
  expect(errorWords(t, { code: 'BUSY', message: 'x' })).toContain('Wait a moment');
});

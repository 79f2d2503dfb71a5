import { checkEmiratesId, dashedEmiratesId } from '../../core/clinical/emirates-id.ts';
import { blankValues, type StudentValues } from './student-form.ts';

/**
 * The form of a new student with what somebody typed to find them, so that nothing is typed twice: an Emirates ID, a student
 * number, or a name, of which the first word is the given name.
 */
export function valuesFor(typed: string): StudentValues {
  const blank = blankValues();
  const text = typed.trim().replace(/\s+/g, ' ');
  if (text === '') return blank;
  const card = checkEmiratesId(text);
  if (card.kind === 'number') return { ...blank, emiratesId: dashedEmiratesId(card.digits) };
  if (/\p{N}/u.test(text)) return text.includes(' ') ? blank : { ...blank, studentNumber: text };
  const [given = '', ...family] = text.split(' ');
  return /\p{Script=Arabic}/u.test(text)
    ? { ...blank, givenNameArabic: given, familyNameArabic: family.join(' ') }
    : { ...blank, givenName: given, familyName: family.join(' ') };
}

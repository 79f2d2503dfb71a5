import { isCalendarDate } from '../clinical/calendar.ts';
import { asciiDigits } from '../clinical/digits.ts';
import { searchTokens } from '../contract/search-key.ts';
import type { Student } from '../contract/student.ts';

/**
 * A date as school offices write it: `2014-05-17`, `17/05/2014`, `17.5.2014`, in digits of either kind; day before month.
 * Null when it is not a day of the calendar.
 */
export function readDate(text: string): string | null {
  const digits = asciiDigits(text).trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(digits);
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(digits);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

const sexWords: Readonly<Record<string, Student['sex']>> = {
  m: 'M',
  male: 'M',
  boy: 'M',
  f: 'F',
  female: 'F',
  girl: 'F',
  ذكر: 'M',
  ولد: 'M',
  انثي: 'F',
  بنت: 'F',
};

/** Sex in English or Arabic; null when the word is not known. */
export function readSex(text: string): Student['sex'] | null {
  return sexWords[searchTokens(text)[0] ?? ''] ?? null;
}

/** A phone number in digits: a number of the Emirates as `00971` and the rest, others as written; null for no digits. */
export function readPhone(text: string): string | null {
  const digits = asciiDigits(text)
    .replace(/[^\d+]/g, '')
    .replace(/^\+/, '00');
  if (!/^\d{5,20}$/.test(digits)) return null;
  if (/^0[2-9]\d{7,8}$/.test(digits)) return `00971${digits.slice(1)}`;
  return /^971\d{8,9}$/.test(digits) ? `00${digits}` : digits;
}

const relationWords: Readonly<Record<string, string>> = {
  father: 'FTH',
  fth: 'FTH',
  الاب: 'FTH',
  اب: 'FTH',
  والد: 'FTH',
  mother: 'MTH',
  mth: 'MTH',
  الام: 'MTH',
  ام: 'MTH',
  والده: 'MTH',
  brother: 'BRO',
  sister: 'SIS',
  grandfather: 'GRP',
  grandmother: 'GRP',
  guardian: 'GRD',
  grd: 'GRD',
  وصي: 'GRD',
};

/** The guardian's relation as a code of HL7 table 0063; a guardian of unknown relation is `GRD`. */
export function readRelation(text: string | undefined): string {
  return relationWords[searchTokens(text ?? '')[0] ?? ''] ?? 'GRD';
}

const religionWords: Readonly<Record<string, string>> = {
  mu: 'MU',
  muslim: 'MU',
  islam: 'MU',
  مسلم: 'MU',
  مسلمه: 'MU',
  الاسلام: 'MU',
  chr: 'CHR',
  christian: 'CHR',
  مسيحي: 'CHR',
  مسيحيه: 'CHR',
  hin: 'HIN',
  hindu: 'HIN',
  هندوسي: 'HIN',
  bud: 'BUD',
  buddhist: 'BUD',
  oth: 'OTH',
  other: 'OTH',
};

/** Religion as a code of the receiver's table; null when the word is not known. */
export function readReligion(text: string): string | null {
  return religionWords[searchTokens(text)[0] ?? ''] ?? null;
}

const noAllergy = new Set(['none', 'no', 'nil', 'nka', 'nkda', 'لا', 'لا يوجد', '']);

/**
 * Allergies separated by `;`, `|`, `/` or a line break, each optionally with its kind of HL7 table 0127 before a colon:
 * `FA:Peanuts|DA:Penicillin`. Without a kind it is `MA` (miscellaneous).
 */
export function readAllergies(text: string | undefined): Student['allergies'] {
  return (text ?? '')
    .split(/[;|/\n،]/)
    .map((part) => part.trim())
    .filter((part) => !noAllergy.has(part.toLowerCase().replace(/^[-\u2013]+$/, '')))
    .map((part) => {
      const [, kind, name] = /^(DA|FA|MA|EA)\s*:\s*(.+)$/i.exec(part) ?? [];
      return {
        kind: (kind?.toUpperCase() ?? 'MA') as Student['allergies'][number]['kind'],
        text: (name ?? part).slice(0, 199),
      };
    });
}

/** Parts of a whole name. Latin: the last word, with a leading `Al`, is the family; Arabic names are in the same order. */
export function splitFullName(text: string): {
  readonly given: string;
  readonly middle: string | null;
  readonly family: string;
} {
  const words = text.trim().split(/\s+/);
  const given = words[0] ?? '';
  const particle = words.length > 2 && /^(al|el|bin|bint|آل|بن|بنت)$/i.test(words.at(-2) ?? '');
  const familyFrom = Math.max(1, words.length - (particle ? 2 : 1));
  const middle = words.slice(1, familyFrom).join(' ');
  return { given, middle: middle === '' ? null : middle, family: words.slice(familyFrom).join(' ') };
}

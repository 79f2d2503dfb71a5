import { checkEmiratesId, dashedEmiratesId, placeholderFor } from '../clinical/emirates-id.ts';
import { phoneDigits } from '../clinical/phone.ts';
import type { StudentView } from '../contract/student.ts';
import { components, type Field, type FieldInput, repeated, type Segment, segment } from '../hl7/message.ts';
import { cleanIdentifier, cleanLine } from '../hl7/text.ts';
import { formatDt } from '../hl7/timestamps.ts';
import type { BuildContext } from './build-context.ts';
import { codedField } from './code-tables.ts';
import type { Profile } from './profile.ts';

/** What these segments need: the student and the destination, with or without a visit. */
type About = Pick<BuildContext, 'student' | 'destination'>;

/** PID with all that is known of the student: what ADT carries. Only what was recorded is sent. */
export function fullPid({ student, destination: { profile } }: About): Segment {
  const nationality = codedField('nationality', student.nationality, profile);
  const in26 = profile.nationalityField !== 'PID-28';
  const in28 = profile.nationalityField !== 'PID-26';
  return segment('PID', {
    ...identity(student, profile),
    11: addressField(student, profile),
    13: phoneField(student.homePhone, profile.phoneTypeCodes.home),
    14: phoneField(student.mobilePhone, profile.phoneTypeCodes.mobile),
    16: profile.sendReligion ? codedField('maritalStatus', student.maritalStatus, profile) : '',
    17: profile.sendReligion ? codedField('religion', student.religion, profile) : '',
    26: in26 ? nationality : '',
    28: in28 ? nationality : '',
    // A child who is seen in the clinic is alive: PID-30 is no guess.
    30: 'N',
  });
}

/** PID as results carry it: enough to know whose they are. */
export function shortPid({ student, destination: { profile } }: About): Segment {
  return segment('PID', identity(student, profile));
}

/** NK1 for the guardian, when one was recorded. A name with a comma, of either script, is family name, then given name. */
export function guardianSegments({ student, destination: { profile } }: About): readonly Segment[] {
  const name = cleanLine(student.guardianName ?? '');
  if (name === '') return [];
  const comma = name.search(/[,\u060c]/);
  return [
    segment('NK1', {
      1: '1',
      2: comma < 0 ? name : components(name.slice(0, comma).trim(), name.slice(comma + 1).trim()),
      3: codedField('relationship', student.guardianRelation, profile),
      5: phoneField(student.guardianPhone, profile.phoneTypeCodes.mobile),
    }),
  ];
}

/** AL1 for each allergy on the student's record. */
export function allergySegments({ student, destination: { profile } }: About): readonly Segment[] {
  return student.allergies.map((allergy, index) => {
    const text = cleanLine(allergy.text);
    return segment('AL1', {
      1: String(index + 1),
      2: codedField('allergyType', allergy.kind, profile),
      3: allergy.code ? components(cleanIdentifier(allergy.code), text, 'SCT') : components('', text),
      4: codedField('allergySeverity', allergy.severity, profile),
      5: repeated(...(allergy.reactions ?? []).map(cleanLine)),
      6: formatDt(allergy.since ?? ''),
    });
  });
}

function identity(student: StudentView, profile: Profile): Record<number, FieldInput> {
  return {
    1: '1',
    3: components(cleanIdentifier(student.studentNumber), '', '', ['', profile.systemCode]),
    5: nameField(student, profile),
    7: formatDt(student.dateOfBirth),
    8: student.sex,
    19: emiratesIdField(student, profile),
  };
}

function nameField(student: StudentView, profile: Profile): Field {
  const latin = name(student.familyName, student.givenName, student.middleName, profile.nameTypeCode);
  const recorded = cleanLine(student.familyNameArabic ?? '') !== '';
  // Without a declared character set Arabic letters would arrive as question marks: the Latin name goes alone.
  if (profile.arabicName === 'none' || !recorded || profile.msh18 === '') return latin;
  const arabic = name(student.familyNameArabic, student.givenNameArabic, student.middleNameArabic, 'L');
  return profile.arabicName === 'primary' ? repeated(arabic, latin) : repeated(latin, arabic);
}

function name(family: string | null, given: string | null, middle: string | null, type: string): Field {
  const line = (text: string | null) => cleanLine(text ?? '');
  return components(line(family), line(given), line(middle), '', '', '', type);
}

/**
 * The card's number, or the placeholder of the reason or the profile: never another identifier in its place. A profile without
 * placeholders sends none, also where one was typed as the number.
 */
function emiratesIdField({ emiratesId, noCardReason }: StudentView, profile: Profile): string {
  const typed = checkEmiratesId(emiratesId ?? '').kind === 'placeholder' ? null : emiratesId;
  if (typed === null && profile.eidPlaceholder === null) return '';
  const digit = noCardReason ? placeholderFor(noCardReason) : profile.eidPlaceholder?.repeat(15);
  const digits = typed ?? (noCardReason ? digit : (emiratesId ?? digit)) ?? '';
  return profile.eidFormat === 'dashed' && /^\d{15}$/.test(digits) ? dashedEmiratesId(digits) : digits;
}

function addressField(student: StudentView, profile: Profile): FieldInput {
  const street = cleanLine(student.address ?? '');
  const city = cleanLine(student.city ?? '');
  if (street === '' && city === '') return '';
  return components(street, '', city, profile.addressState, '', profile.addressCountry, 'H');
}

function phoneField(recorded: string | null, typeCode: string): FieldInput {
  const text = cleanLine(recorded ?? '');
  // What is not a phone number goes as it is, so that the strict check refuses it and names the field.
  return text === '' ? '' : components(phoneDigits(text) ?? text, '', typeCode);
}

import { searchTokens } from '../contract/search-key.ts';

/** Header names by which a roster's columns are known, in English and Arabic. Spelling variants are unified first. */
const headers = {
  studentNumber: [
    'student number',
    'student no',
    'student id',
    'number',
    'mrn',
    'esis',
    'رقم الطالب',
    'الرقم',
    'رقم',
  ],
  familyName: ['family name', 'last name', 'surname', 'family', 'اسم العائلة لاتيني', 'العائلة بالإنجليزية'],
  givenName: ['given name', 'first name', 'name', 'الاسم الأول بالإنجليزية', 'الاسم لاتيني'],
  middleName: ['middle name', 'father name', 'second name', 'اسم الأب بالإنجليزية'],
  fullName: ['full name', 'student name', 'الاسم الكامل بالإنجليزية', 'الاسم بالإنجليزية'],
  familyNameArabic: [
    'family name arabic',
    'last name arabic',
    'arabic family name',
    'اسم العائلة',
    'العائلة',
    'اللقب',
  ],
  givenNameArabic: [
    'given name arabic',
    'first name arabic',
    'arabic first name',
    'arabic given name',
    'الاسم الأول',
  ],
  middleNameArabic: [
    'middle name arabic',
    'father name arabic',
    'arabic middle name',
    'اسم الأب',
    'الاسم الثاني',
  ],
  fullNameArabic: ['full name arabic', 'arabic name', 'name arabic', 'الاسم الكامل', 'اسم الطالب', 'الاسم'],
  dateOfBirth: ['date of birth', 'birth date', 'dob', 'تاريخ الميلاد', 'الميلاد'],
  sex: ['sex', 'gender', 'الجنس', 'النوع'],
  nationality: ['nationality', 'country', 'citizenship', 'الجنسية', 'البلد'],
  emiratesId: ['emirates id', 'eid', 'id number', 'national id', 'رقم الهوية', 'الهوية', 'الهوية الإماراتية'],
  registrationDate: [
    'registration date',
    'date of registration',
    'enrolment date',
    'enrollment date',
    'admission date',
    'تاريخ التسجيل',
  ],
  grade: ['grade', 'year', 'level', 'الصف', 'المرحلة'],
  className: ['class', 'section', 'class name', 'الفصل', 'الشعبة'],
  schoolName: ['school', 'school name', 'المدرسة', 'اسم المدرسة'],
  address: ['address', 'street', 'العنوان'],
  city: ['city', 'emirate', 'المدينة', 'الإمارة'],
  homePhone: ['home phone', 'phone', 'telephone', 'هاتف المنزل', 'الهاتف'],
  mobilePhone: ['mobile', 'mobile phone', 'student mobile', 'الجوال', 'المتحرك', 'الهاتف المتحرك'],
  guardianName: ['guardian', 'guardian name', 'parent', 'parent name', 'ولي الأمر', 'اسم ولي الأمر'],
  guardianRelation: ['guardian relation', 'relation', 'relationship', 'صلة القرابة', 'القرابة'],
  guardianPhone: [
    'guardian phone',
    'guardian mobile',
    'parent phone',
    'parent mobile',
    'هاتف ولي الأمر',
    'جوال ولي الأمر',
  ],
  religion: ['religion', 'الديانة', 'الدين'],
  allergies: ['allergies', 'allergy', 'الحساسية'],
} as const satisfies Record<string, readonly string[]>;

export type RosterColumn = keyof typeof headers;

const byName = new Map<string, RosterColumn>(
  Object.entries(headers).flatMap(([column, names]) =>
    names.map((name) => [normalised(name), column as RosterColumn] as const),
  ),
);

/** The column a header cell means, or null. "Student No." and "student_number" are the same header. */
export function columnOf(header: string): RosterColumn | null {
  return byName.get(normalised(header)) ?? null;
}

function normalised(header: string): string {
  return searchTokens(header).join(' ');
}

/** Columns without which no student can be made; a name may come whole or in parts, in either script. */
export function missingColumns(found: ReadonlySet<RosterColumn>): readonly string[] {
  const missing: string[] = (['studentNumber', 'dateOfBirth', 'sex', 'nationality', 'grade'] as const).filter(
    (column) => !found.has(column),
  );
  const latin = found.has('fullName') || (found.has('familyName') && found.has('givenName'));
  return latin ? missing : [...missing, 'name'];
}

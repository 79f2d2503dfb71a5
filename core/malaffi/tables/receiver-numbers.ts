import type { ReceiverNumber } from '../../contract/receiver-number.ts';

/** Seen from the receiver's validator. */
const malaffi: readonly (readonly [string, string, string])[] = [
  [
    '1006',
    'Malaffi needs {field}, and it is empty. Fill it in and send again.',
    'تحتاج ملفّي إلى {field} وهو فارغ. أدخله ثم أرسل من جديد.',
  ],
  [
    '1008',
    '{field} is longer than Malaffi allows. Shorten it and send again.',
    '{field} أطول مما تسمح به ملفّي. اختصره ثم أرسل من جديد.',
  ],
  [
    '1014',
    'Malaffi does not know this value of {field}. A licence must be registered for this facility; tell your administrator.',
    'لا تعرف ملفّي هذه القيمة في {field}. يجب تسجيل الترخيص لهذه المنشأة؛ أخبر المسؤول.',
  ],
  [
    '1061',
    'The kind of visit does not fit this message. Tell your administrator.',
    'نوع الزيارة لا يناسب هذه الرسالة. أخبر المسؤول.',
  ],
  [
    '1077',
    'The name of a code list is not the one Malaffi expects. Tell your administrator.',
    'اسم قائمة الرموز ليس كما تتوقعه ملفّي. أخبر المسؤول.',
  ],
];

/** HL7 v2.5.1, table 0357. */
const table0357: readonly (readonly [string, string, string])[] = [
  [
    '100',
    'The parts of the message are in the wrong order. Tell your administrator.',
    'ترتيب أجزاء الرسالة غير صحيح. أخبر المسؤول.',
  ],
  ['101', '{field} is missing. Fill it in and send again.', '{field} غير موجود. أدخله ثم أرسل من جديد.'],
  [
    '102',
    '{field} is not in the right form. Correct it and send again.',
    'صيغة {field} غير صحيحة. صححها ثم أرسل من جديد.',
  ],
  [
    '103',
    'The value of {field} is not on the list of the receiver. Correct it, or tell your administrator.',
    'قيمة {field} ليست في قائمة الجهة المستقبلة. صححها أو أخبر المسؤول.',
  ],
  [
    '200',
    'The receiver does not take this kind of message. Tell your administrator.',
    'الجهة المستقبلة لا تقبل هذا النوع من الرسائل. أخبر المسؤول.',
  ],
  [
    '201',
    'The receiver does not take this event. Tell your administrator.',
    'الجهة المستقبلة لا تقبل هذا الحدث. أخبر المسؤول.',
  ],
  [
    '202',
    'Test and live are mixed up between us and the receiver. Tell your administrator.',
    'هناك خلط بين وضع الاختبار والوضع الفعلي. أخبر المسؤول.',
  ],
  [
    '203',
    'The receiver wants another version of HL7. Tell your administrator.',
    'تطلب الجهة المستقبلة إصدارًا آخر من HL7. أخبر المسؤول.',
  ],
  [
    '204',
    'The receiver does not know this student or visit yet.',
    'لا تعرف الجهة المستقبلة هذا الطالب أو هذه الزيارة بعد.',
  ],
  ['205', 'The receiver already has this message.', 'هذه الرسالة موجودة مسبقًا لدى الجهة المستقبلة.'],
  [
    '206',
    'The record is being changed at the receiver. It is tried again by itself.',
    'السجل قيد التعديل لدى الجهة المستقبلة. ستُعاد المحاولة تلقائيًا.',
  ],
  [
    '207',
    'The receiver had an internal error. It is tried again by itself.',
    'حدث خطأ داخلي لدى الجهة المستقبلة. ستُعاد المحاولة تلقائيًا.',
  ],
];

/** The field that a number is about where the receiver names no place. */
const paths: Readonly<Record<string, string>> = { '1014': 'clinician.licence', '1077': 'profile.tableLabel' };

/** All numbers that have words; IT may edit them, and one that is not here shows the receiver's own text. */
export const receiverNumbers: readonly ReceiverNumber[] = [
  ...malaffi.map(([code, english, arabic]) => numberOf('malaffi', code, english, arabic)),
  ...table0357.map(([code, english, arabic]) => numberOf('HL70357', code, english, arabic)),
];

function numberOf(
  system: ReceiverNumber['system'],
  code: string,
  english: string,
  arabic: string,
): ReceiverNumber {
  return { system, code, english, arabic, path: system === 'malaffi' ? (paths[code] ?? null) : null };
}

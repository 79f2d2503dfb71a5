import { sameCode } from './code-row.ts';

/** HL7 table 0127. */
export const allergyTypes = sameCode('HL70127', [
  ['DA', 'Drug allergy', 'حساسية دوائية'],
  ['FA', 'Food allergy', 'حساسية غذائية'],
  ['MA', 'Miscellaneous allergy', 'حساسية متنوعة'],
  ['EA', 'Environmental allergy', 'حساسية بيئية'],
]);

/** HL7 table 0128. */
export const allergySeverities = sameCode('HL70128', [
  ['SV', 'Severe', 'شديدة'],
  ['MO', 'Moderate', 'متوسطة'],
  ['MI', 'Mild', 'خفيفة'],
  ['U', 'Unknown', 'غير معروفة'],
]);

import { sameCode } from './code-row.ts';

/** HL7 table 0063, the relations a school records. */
export const relationships = sameCode('HL70063', [
  ['FTH', 'Father', 'أب'],
  ['MTH', 'Mother', 'أم'],
  ['GRD', 'Guardian', 'ولي أمر'],
  ['SPO', 'Spouse', 'زوج'],
  ['SIB', 'Sibling', 'أخ أو أخت'],
  ['GRP', 'Grandparent', 'جد أو جدة'],
  ['OTH', 'Other', 'آخر'],
  ['UNK', 'Unknown', 'غير معروف'],
]);

/** Marital status as seen in messages to this receiver; sent only where the profile asks for it. */
export const maritalStatuses = sameCode(null, [
  ['S', 'Single', 'أعزب'],
  ['M', 'Married', 'متزوج'],
  ['D', 'Divorced', 'مطلق'],
  ['W', 'Widowed', 'أرمل'],
  ['A', 'Separated', 'منفصل'],
  ['P', 'Partner', 'شريك'],
  ['U', 'Unknown', 'غير معروف'],
  ['NA', 'Not applicable', 'لا ينطبق'],
]);

/** Religion as seen in messages to this receiver; sent only where the profile asks for it. */
export const religions = sameCode(null, [
  ['MU', 'Muslim', 'مسلم'],
  ['CHR', 'Christian', 'مسيحي'],
  ['HIN', 'Hindu', 'هندوسي'],
  ['BUD', 'Buddhist', 'بوذي'],
  ['JH', 'Jewish', 'يهودي'],
  ['OTH', 'Other', 'أخرى'],
  ['VAR', 'Unknown', 'غير معروف'],
]);

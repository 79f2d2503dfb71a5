import type { Lens } from '../../clinical/acuity.ts';
import type { Disposition } from '../../clinical/record-lists.ts';
import type { CodeRow } from '../../contract/code-table.ts';

function row(code: Lens | Disposition, english: string, arabic: string, targetCode: string): CodeRow {
  return { code, english, arabic, targetCode, targetLabel: null };
}

/** Corrective lenses (element 24); the words are sent, because no code is known. */
export const lensCodes: readonly CodeRow[] = [
  row('none', 'None', 'بدون', 'None'),
  row('glasses', 'Glasses', 'نظارة', 'Glasses'),
  row('contactLenses', 'Contact lenses', 'عدسات لاصقة', 'Contact lenses'),
  row('surgicalCorrection', 'Surgical correction', 'تصحيح جراحي', 'Surgical correction'),
  row('other', 'Other', 'أخرى', 'Other'),
];

/** PV1-36. The numbers were seen in messages to this receiver, their meaning for schools is not confirmed. */
export const dispositionCodes: readonly CodeRow[] = [
  row('backToClass', 'Back to class', 'عاد إلى الصف', '1'),
  row('restInClinic', 'Rest in clinic', 'راحة في العيادة', '1'),
  row('homeWithGuardian', 'Sent home with guardian', 'إلى المنزل مع ولي الأمر', '1'),
  row('referred', 'Referred', 'تحويل', '2'),
  row('ambulance', 'Ambulance', 'إسعاف', '2'),
];

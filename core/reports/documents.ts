import type { AppParts, Handlers } from '../app-parts.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import { ok } from '../contract/result.ts';

/** Documents as PDF: who made which is written down. A file's name carries a visit number or a day, never a patient. */
export function documentHandler({
  printing,
  assessments,
  audit,
  clock,
}: Pick<AppParts, 'printing' | 'assessments' | 'audit' | 'clock'>): Pick<Handlers, 'document.pdf'> {
  return {
    'document.pdf': async ({ document, subject }, { signedIn }) => {
      const pdf = await printing.pdf();
      audit.append({
        at: clock.nowMs(),
        actor: signedIn?.name ?? '',
        action: 'document.print',
        subject,
        outcome: 'ok',
        detail: `account=${signedIn?.accountId ?? 0} document=${document}`,
      });
      const day = dubaiDate(clock.nowMs()) ?? '';
      const visit = document === 'receipt' ? assessments.visit(subject)?.visitNumber : undefined;
      const names = {
        receipt: `receipt-${visit ?? day}.pdf`,
        endOfDay: `end-of-day-${/^\d{4}-\d{2}-\d{2}$/.test(subject) ? subject : day}.pdf`,
        refusals: `refusals-${day}.pdf`,
      };
      return ok({ pdfBase64: pdf && base64(pdf), fileName: names[document] });
    },
  };
}

function base64(bytes: Uint8Array): string {
  const chunk = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return btoa(text);
}

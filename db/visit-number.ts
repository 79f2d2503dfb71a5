/** Visits that one day can number. */
export const visitsOfDay = 100_000;

const shape = /^V(\d{11})$/;

/** `V26010500001` as the number that it is stored under; a text of another shape is a fault of the caller. */
export function visitOf(visitNumber: string): number {
  const digits = shape.exec(visitNumber)?.[1];
  if (digits === undefined) throw new Error('visit number out of shape');
  return Number(digits);
}

/** The text of a stored visit number: `V`, yymmdd and five digits. */
export function visitNumberOf(visit: number): string {
  return `V${String(visit).padStart(11, '0')}`;
}

import { asciiDigits } from './digits.ts';

/**
 * Rounds half up on the decimal value, as a person does on paper: 1.005 with two decimals is 1.01, although the nearest
 * binary fraction lies below it.
 */
export function roundHalfUp(value: number, decimals: number): number {
  const shifted = Number(shiftPoint(value, decimals));
  return Number(shiftPoint(Math.round(shifted), -decimals));
}

/** A number in text with exactly `decimals` decimals, a decimal point and no thousands separator (HL7 type NM). */
export function formatDecimal(value: number, decimals: number): string {
  return roundHalfUp(value, decimals).toFixed(decimals);
}

/** Moves the decimal point in the number's own shortest text, so that no binary error comes in. */
function shiftPoint(value: number, places: number): string {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return `${digits}e${Number(exponent) + places}`;
}

/** What a nurse typed, as a number and in its plain form (`0138,50` is 138.5); null when it is not a number. */
export function readNumber(typed: string): { readonly value: number; readonly text: string } | null {
  const plain = asciiDigits(typed.trim()).replace(/[,\u066b]/g, '.');
  const match = /^([+-]?)(\d{1,9})(?:\.(\d{0,9}))?$/.exec(plain);
  if (!match) return null;
  const sign = match[1] === '-' ? '-' : '';
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const text = `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  return { value: Number(text), text };
}

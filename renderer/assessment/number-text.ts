import { readNumber } from '../../core/clinical/decimal.ts';
import { asciiDigits } from '../../core/clinical/digits.ts';
import type { MeasurementKey } from '../../core/clinical/measurements.ts';
import { measuredValue } from './read-form.ts';

/** What a number field keeps of what was typed or pasted, and whether letters had to be left out. */
export function keepNumber(typed: string): { readonly text: string; readonly leftOut: boolean } {
  const plain = asciiDigits(typed).replace(/[,\u066b\u060c]/g, '.');
  const text = plain.replace(/[^\d.]/g, '');
  return { text, leftOut: text !== plain.replace(/\s/g, '') };
}

/** A number in its plain form when the field is left: `0138.50` becomes `138.5`, decimals that are never sent go. */
export function settleNumber(
  key: MeasurementKey,
  text: string,
): { readonly text: string; readonly rounded: boolean } {
  const read = readNumber(text);
  const value = measuredValue(key, text);
  if (!read || value === undefined) return { text, rounded: false };
  return { text: String(value), rounded: value !== read.value };
}

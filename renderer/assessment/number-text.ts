import { readNumber } from '../../core/clinical/decimal.ts';
import { asciiDigits } from '../../core/clinical/digits.ts';
import { type NumberField, typedValue } from './number-fields.ts';

/**
 * What a number field keeps of what was typed or pasted, and whether letters had to be left out. A minus is kept where values
 * below zero are possible.
 */
export function keepNumber(
  typed: string,
  negative = false,
): { readonly text: string; readonly leftOut: boolean } {
  const plain = asciiDigits(typed)
    .replace(/[,\u066b\u060c]/g, '.')
    .replace(/[\u2212\u2013]/g, '-');
  const digits = plain.replace(/[^\d.]/g, '');
  const text = negative && plain.trim().startsWith('-') ? `-${digits}` : digits;
  return { text, leftOut: text !== plain.replace(/\s/g, '') };
}

/** A number in its plain form when the field is left: `0138.50` becomes `138.5`, decimals that are never kept go. */
export function settleNumber(
  field: NumberField,
  text: string,
): { readonly text: string; readonly rounded: boolean } {
  const read = readNumber(text);
  const value = typedValue(field, text);
  if (!read || value === undefined) return { text, rounded: false };
  return { text: String(value), rounded: value !== read.value };
}

import { isDtm, parseDtm } from '../hl7/timestamps.ts';
import type { DataType } from './dictionary.ts';

/** What is wrong with one primitive value: its form, or its length. */
export type PrimitiveFault = 'wrongType' | 'tooLong' | 'controlCharacter';

export interface ComponentRule {
  readonly type: DataType;
  readonly max: number;
  readonly required?: true;
}

const st = (max: number): ComponentRule => ({ type: 'ST', max });
/** Without this component the value says nothing, even when others are there. */
const key = (max: number): ComponentRule => ({ type: 'ST', max, required: true });
const phone: ComponentRule = { type: 'DIGITS', max: 20, required: true };

/**
 * Components of the composite types, with the lengths of 2.5.1 and, where the receiver's guide is stricter or wider, its own
 * (identifiers 50, family names 194, phones 20).
 */
export const componentRules: Partial<Record<DataType, readonly ComponentRule[]>> = {
  HD: [st(20), st(199), st(6)],
  EI: [key(199), st(20), st(199), st(6)],
  CX: [key(50), st(1), st(3), { type: 'HD', max: 227 }],
  XPN: [key(194), st(30), st(30), st(20), st(20), st(6), { type: 'ID', max: 1 }],
  XAD: [st(120), st(120), st(50), st(50), st(12), { type: 'ID', max: 3 }, { type: 'ID', max: 3 }],
  // XTN-1 holds the whole number here; digits alone, because punctuation is what strict receivers refuse.
  XTN: [phone, { type: 'ID', max: 3 }, { type: 'ID', max: 8 }],
  XCN: [key(15), st(194), st(30), st(30), st(20), st(20), st(6), st(4), { type: 'HD', max: 227 }],
  CE: [st(20), st(199), st(20), st(20), st(199), st(20)],
  PL: [key(20), st(20), st(20), { type: 'HD', max: 227, required: true }],
  MSG: [key(3), key(3), st(7)],
  PT: [st(1)],
  VID: [st(5)],
};

/** Control characters but a line break, zero-width space, byte order mark and bidirectional controls. */
const invisible = /(?!\n)\p{Cc}|[\u200b\ufeff\u202a-\u202e\u2066-\u2069]/u;
/** What most values are: nothing in it can be invisible, lost or a line break. */
const printable = /^[ -~]*$/;

/** Whether a text has more than `max` characters (an emoji is one): counted only where its code units are too many. */
export function isLonger(text: string, max: number): boolean {
  return text.length > max && [...text].length > max;
}

/** Checks one primitive: its form and its length in characters. */
export function checkPrimitive(text: string, type: DataType, max: number): PrimitiveFault | null {
  if (isLonger(text, max)) return 'tooLong';
  if (text === '') return null;
  if (!printable.test(text)) {
    if (invisible.test(text)) return 'controlCharacter';
    // Line breaks belong to formatted text.
    if (text.includes('\n') && type !== 'FT' && type !== 'TX') return 'wrongType';
    // U+FFFD stands for a character that was lost, in an import for example: a name with a hole is not sent.
    if (text.includes('\ufffd')) return 'wrongType';
  }
  // `""` would tell the receiver to erase what it has.
  return text !== '""' && hasForm(text, type) ? null : 'wrongType';
}

function hasForm(text: string, type: DataType): boolean {
  switch (type) {
    case 'NM':
      return /^[+-]?\d+(\.\d+)?$/.test(text);
    case 'SI':
      return /^[1-9]\d*$/.test(text);
    case 'DIGITS':
      return /^\d{6,}$/.test(text);
    case 'DT':
      return /^\d{8}$/.test(text) && isDtm(text);
    case 'TS':
      return /^\d{8}/.test(text) && parseDtm(text) !== null;
    case 'ID':
    case 'IS':
      return /^[!-~]+$/.test(text);
    default:
      return text === text.trim();
  }
}

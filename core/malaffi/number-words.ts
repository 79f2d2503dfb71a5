import { z } from 'zod';
import {
  type ReceiverNumber,
  type ReceiverNumberView,
  receiverNumberSchema,
} from '../contract/receiver-number.ts';
import { receiverNumbers } from './tables/receiver-numbers.ts';

const ownSchema = z.array(receiverNumberSchema);

type NumberKey = Pick<ReceiverNumber, 'system' | 'code'>;

const same = (a: NumberKey, b: NumberKey) => a.system === b.system && a.code === b.code;

/** All numbers that have words: the product's in their order, changed by IT, then those that IT added. */
export function numbersWith(own: readonly ReceiverNumber[]): readonly ReceiverNumberView[] {
  const product = receiverNumbers.map((number): ReceiverNumberView => {
    const change = own.find((each) => same(each, number));
    return change ? { ...change, origin: 'changed' } : { ...number, origin: 'product' };
  });
  const added = own
    .filter((each) => !receiverNumbers.some((number) => same(number, each)))
    .map((each): ReceiverNumberView => ({ ...each, origin: 'own' }));
  return [...product, ...added];
}

/** What of the rows differs from the product: that alone is stored, so that better words of a later version arrive. */
export function ownNumbers(rows: readonly ReceiverNumber[]): readonly ReceiverNumber[] {
  return rows.filter((row) => {
    const number = receiverNumbers.find((each) => same(each, row));
    return number?.english !== row.english || number.arabic !== row.arabic || number.path !== row.path;
  });
}

/** The rows as IT stored them; what cannot be read counts as none. */
export function readOwnNumbers(stored: string | null): readonly ReceiverNumber[] {
  if (stored === null) return [];
  const parsed = ownSchema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : [];
}

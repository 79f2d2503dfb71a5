import { useCallback } from 'react';
import type { LastValue, LastValues } from './last-values.ts';
import type { NumberField } from './number-fields.ts';
import type { Doubt } from './use-doubts.ts';

/** What a number field is told beside its name: the last value, what speaks against this one, and whom to tell when it is left. */
export type NumberProps = (name: NumberField) => {
  readonly last: LastValue | undefined;
  readonly doubt: Doubt | undefined;
  readonly onLeft: () => void;
};

/** The same for every number of the form. */
export function useNumberProps(last: LastValues, doubts: readonly Doubt[], settle: () => void): NumberProps {
  return useCallback(
    (name) => ({
      last: last[name],
      doubt: doubts.find(({ field }) => field === name),
      onLeft: settle,
    }),
    [last, doubts, settle],
  );
}

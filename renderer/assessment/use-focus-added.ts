import { useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import type { ListField } from './form-fields.ts';
import type { FormValues } from './form-values.ts';

/** The cell of a row that is typed first. */
const firstCell: Readonly<Partial<Record<ListField, string>>> = {
  medications: 'name',
  immunisations: 'name',
  conditions: 'text',
  newAllergies: 'text',
};

/** Puts the focus on the first cell of a row that was just added: the nurse goes on typing. */
export function useFocusAdded(list: ListField, count: number): void {
  const { setFocus } = useFormContext<FormValues>();
  const before = useRef(count);
  const cell = firstCell[list];
  useEffect(() => {
    if (count > before.current && cell) setFocus(`${list}.${count - 1}.${cell}` as 'notes');
    before.current = count;
  }, [count, list, cell, setFocus]);
}

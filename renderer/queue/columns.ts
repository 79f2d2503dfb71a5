/** The columns of the queue in reading order; beside the open pane only those with `inNarrow` have room. */
export const columns = [
  { key: 'select', inNarrow: true },
  { key: 'status', inNarrow: true },
  { key: 'student', inNarrow: true },
  { key: 'message', inNarrow: true },
  { key: 'school', inNarrow: false },
  { key: 'tries', inNarrow: false },
  { key: 'next', inNarrow: true },
  { key: 'created', inNarrow: false },
  { key: 'last', inNarrow: false },
  { key: 'actions', inNarrow: false },
] as const;

export type Column = (typeof columns)[number];

const narrowColumns = columns.filter(({ inNarrow }) => inNarrow);

/** The columns that are there: dropped ones do not exist, or the keyboard would go to nothing. */
export function columnsFor(narrow: boolean): readonly Column[] {
  return narrow ? narrowColumns : columns;
}

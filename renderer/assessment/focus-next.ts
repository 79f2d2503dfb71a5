const fields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** Moves to the next field of a form, as Enter does on a number pad; from the last one it stays. A radio group is one field. */
export function focusNext(form: HTMLElement, from: HTMLElement): void {
  const group = groupOf(from);
  const all = [...form.querySelectorAll<HTMLElement>(fields)].filter((field) => field.tabIndex >= 0);
  const after = all.slice(all.indexOf(from) + 1);
  after.find((field) => group === undefined || groupOf(field) !== group)?.focus();
}

function groupOf(field: HTMLElement): string | undefined {
  return field instanceof HTMLInputElement && field.type === 'radio' ? field.name : undefined;
}

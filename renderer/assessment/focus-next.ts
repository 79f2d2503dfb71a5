const fields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** Moves to the next field of a form, as Enter does on a number pad; from the last one it stays. */
export function focusNext(form: HTMLFormElement, from: HTMLElement): void {
  const all = [...form.querySelectorAll<HTMLElement>(fields)].filter((field) => field.tabIndex >= 0);
  all[all.indexOf(from) + 1]?.focus();
}

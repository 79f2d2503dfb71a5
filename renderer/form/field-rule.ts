import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import type { AppError } from '../../core/contract/result.ts';

/** What an empty field breaks: it is missing, whatever it should have been. */
const ofNothing: ReadonlySet<string> = new Set(['too_small', 'invalid_value', 'invalid_format', 'notADate']);

/** The rule that a field broke: zod's code, or the name of our own rule. Nothing typed is `missing`, not "too short". */
export function ruleOf(error: { readonly type?: unknown; readonly message?: string }, text: string): string {
  const rule = error.type === 'custom' && error.message ? error.message : String(error.type ?? 'invalid');
  return ofNothing.has(rule) && text.trim() === '' ? 'missing' : rule;
}

/** Puts main's refusals at their fields and focuses the first. False when main named none that the form shows. */
export function showRefusedFields<T extends FieldValues>(
  error: AppError,
  shown: readonly FieldPath<T>[],
  setError: UseFormSetError<T>,
): boolean {
  const refused = (error.fields ?? []).flatMap(({ path, rule }) => {
    const name = shown.find((each) => each === path);
    return name ? [{ name, rule }] : [];
  });
  for (const [at, { name, rule }] of refused.entries()) {
    setError(name, { type: rule }, { shouldFocus: at === 0 });
  }
  return refused.length > 0;
}

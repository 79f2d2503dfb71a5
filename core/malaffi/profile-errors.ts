import type { z } from 'zod';
import type { FieldError } from '../contract/result.ts';

/** The fields that a profile's issues are about, each once, as paths with the code of the rule, never the value. */
export function profileErrors(issues: readonly z.core.$ZodIssue[]): readonly FieldError[] {
  const errors = issues.flatMap((issue) => namedFields(issue, []));
  // The same consent is missing for each address: say it once.
  return errors.filter((each, at) => errors.findIndex((one) => same(one, each)) === at);
}

function same(a: FieldError, b: FieldError): boolean {
  return a.path === b.path && a.rule === b.rule;
}

/** The fields of an issue. Of a union (an address) the form that fits best is taken, so that the missing part is named. */
function namedFields(issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): readonly FieldError[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [best = []] = issue.errors
      .map((branch) => branch.flatMap((each) => namedFields(each, path)))
      .filter((branch) => branch.some((each) => each.path.split('.').length > path.length))
      .toSorted((one, other) => one.length - other.length);
    if (best.length > 0) return best;
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].map(String).join('.'),
      rule: 'unrecognized_keys',
    }));
  }
  return [{ path: path.map(String).join('.'), rule: issue.code === 'custom' ? issue.message : issue.code }];
}

import { Fragment } from 'react';

/**
 * Facts in one line, each reading in its own direction: without `bdi` "5 B" beside a Latin school name turns into "B 5" in an
 * Arabic line. Empty ones are left out.
 */
export function Facts({ facts }: { readonly facts: readonly (string | false)[] }) {
  const shown = facts.filter((fact): fact is string => fact !== false && fact !== '');
  return shown.map((fact, at) => (
    <Fragment key={fact}>
      {at > 0 && ' · '}
      <bdi>{fact}</bdi>
    </Fragment>
  ));
}

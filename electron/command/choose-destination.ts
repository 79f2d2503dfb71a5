import type { AppParts } from '../../core/app-parts.ts';
import type { StoredDestination } from '../../core/host/stores.ts';
import type { Outcome } from './exit-codes.ts';

/** The destination that a name or an id means; without one the only one that there is. */
export function chooseDestination(
  destinations: AppParts['destinations'],
  named: string | null,
):
  | { readonly ok: true; readonly destination: StoredDestination }
  | { readonly ok: false; readonly outcome: Outcome } {
  const all = destinations.list();
  const fitting = named === null ? all : all.filter(({ id, name }) => id === named || name === named);
  const [only] = fitting;
  if (only && fitting.length === 1) return { ok: true, destination: only };
  const message =
    all.length === 0
      ? 'There is no destination yet: put its profile into "profileFile" of config.json first.'
      : named === null
        ? 'There are several destinations: name one.'
        : 'No destination, or more than one, has this name. The result lists them.';
  const known = all.map(({ id, name }) => ({ id, name }));
  return { ok: false, outcome: { reason: 'BAD_INPUT', message, found: { destinations: known } } };
}

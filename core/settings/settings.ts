import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';

/** Language and theme belong to everybody; who may retry is an admin's choice. */
export function settingsHandlers({
  settings,
}: Pick<AppParts, 'settings'>): Pick<Handlers, 'settings.get' | 'settings.save'> {
  return {
    'settings.get': () => ok(settings.get()),
    'settings.save': (change, caller) => {
      if (change.retryBy !== undefined && caller.signedIn?.role !== 'admin') {
        return fail('NOT_ALLOWED', 'Only an administrator may change who may retry.');
      }
      return ok(settings.save(withoutUndefined(change)));
    },
  };
}

function withoutUndefined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

import type { AppParts, Handlers } from '../app-parts.ts';
import type { Settings } from '../contract/destination.ts';
import { fail, ok } from '../contract/result.ts';

/** What only an administrator may change. */
const adminKeys: readonly (keyof Settings)[] = ['retryBy', 'contentProtection', 'proxy'];

/**
 * Language and theme belong to everybody; some are an admin's choice; what IT fixed is nobody's here. `networkChanged` is called
 * when messages may find another way.
 */
export function settingsHandlers(
  { settings, managed, clock }: Pick<AppParts, 'settings' | 'managed' | 'clock'>,
  networkChanged: () => void,
): Pick<Handlers, 'settings.get' | 'settings.save' | 'settings.managed'> {
  const fixed = Object.keys(managed.settings) as (keyof Settings)[];
  return {
    'settings.managed': () =>
      ok({
        settings: fixed,
        destination: managed.destination,
        problems: [...managed.problems],
        companyCa: [...managed.companyCa],
      }),

    'settings.get': () => ok(settings.get()),
    'settings.save': (change, caller) => {
      const forAdmin =
        caller.signedIn?.role !== 'admin' && adminKeys.some((key) => change[key] !== undefined);
      if (forAdmin) return fail('NOT_ALLOWED', 'Only an administrator may change this setting.');
      const refused = fixed.filter(
        (key) => change[key] !== undefined && change[key] !== managed.settings[key],
      );
      if (refused.length > 0) {
        const fields = refused.map((path) => ({ path, rule: 'managed' }));
        return fail('MANAGED', 'IT has fixed this setting for this PC.', fields);
      }
      if (change.proxy === undefined || change.proxy === settings.get().proxy)
        return ok(settings.save(withoutUndefined(change)));
      const saved = settings.save(withoutUndefined(change), {
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'settings.proxy',
        subject: 'proxy',
        outcome: 'ok',
        detail: `proxy=${change.proxy}`,
      });
      networkChanged();
      return ok(saved);
    },
  };
}

function withoutUndefined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

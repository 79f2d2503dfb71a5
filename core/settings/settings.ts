import type { AppParts, Handlers } from '../app-parts.ts';
import { adminSettings, type Settings } from '../contract/destination.ts';
import { fail, ok } from '../contract/result.ts';

/**
 * Language and theme belong to everybody; some are an admin's choice; what IT fixed is nobody's here. `networkChanged` is called
 * when messages may find another way.
 */
export function settingsHandlers(
  {
    settings,
    managed,
    clock,
    newerVersion,
  }: Pick<AppParts, 'settings' | 'managed' | 'clock' | 'newerVersion'>,
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
        newerVersion: newerVersion?.() ?? null,
      }),

    'settings.get': () => ok(settings.get()),
    'settings.save': (change, caller) => {
      const forAdmins = adminSettings.some((key) => change[key] !== undefined);
      if (forAdmins && caller.signedIn?.role !== 'admin') {
        return fail('NOT_ALLOWED', 'Only an administrator may change this setting.');
      }
      const refused = fixed.filter(
        (key) => change[key] !== undefined && change[key] !== managed.settings[key],
      );
      if (refused.length > 0) {
        const fields = refused.map((path) => ({ path, rule: 'managed' }));
        return fail('MANAGED', 'IT has fixed this setting for this PC.', fields);
      }
      const wanted = withoutUndefined(change);
      const rerouted = wanted.proxy !== undefined && wanted.proxy !== settings.get().proxy;
      const saved = settings.save(wanted, {
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: rerouted ? 'settings.proxy' : 'settings.change',
        subject: rerouted ? 'proxy' : 'settings',
        outcome: 'ok',
        // Choices from short lists, never typed text.
        detail: Object.entries(wanted)
          .map(([key, value]) => `${key}=${value}`)
          .join(' '),
      });
      if (rerouted) networkChanged();
      return ok(saved);
    },
  };
}

function withoutUndefined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

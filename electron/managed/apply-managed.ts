import type { AppParts } from '../../core/app-parts.ts';
import { settingsSchema } from '../../core/contract/destination.ts';
import type { ManagedProblem } from '../../core/contract/managed.ts';
import { fixSettings, type Managed } from '../../core/settings/managed.ts';
import { applyProfileFile } from '../apply-profile.ts';
import { type ManagedSource, managedSources } from './config-keys.ts';
import type { ManagedConfig } from './managed-config.ts';

/**
 * Puts what IT fixed in front of the settings and makes its profile the destination. A profile that cannot be used leaves the
 * destination that was there and is told as a problem: a slip of IT's must not keep a nurse from saving.
 */
export function applyManaged(
  stores: Pick<AppParts, 'settings' | 'destinations' | 'clock'>,
  config: ManagedConfig,
  recovery: Managed['recovery'],
): Pick<AppParts, 'settings' | 'managed'> {
  const { profileFile } = config.values;
  const wrong = profileFile === undefined ? null : applyProfileFile(stores, profileFile, false);
  const badProfile: ManagedProblem = {
    source: sourceOf(config, 'profileFile'),
    key: 'profileFile',
    rule: 'invalid',
  };
  const settings = Object.fromEntries(
    Object.entries(config.values).filter(([key]) => Object.hasOwn(settingsSchema.shape, key)),
  );
  return {
    settings: fixSettings(stores.settings, settings),
    managed: {
      settings,
      destination: profileFile !== undefined,
      problems: wrong === null ? config.problems : [...config.problems, badProfile],
      recovery,
    },
  };
}

function sourceOf(config: ManagedConfig, key: 'profileFile'): ManagedSource {
  return managedSources.find((source) => config.layers[source][key] !== undefined) ?? 'file';
}

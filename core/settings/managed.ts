import type { CertificateFacts, Settings } from '../contract/destination.ts';
import type { ManagedProblem } from '../contract/managed.ts';
import type { SettingsStore } from '../host/stores.ts';

/** What IT fixed for this PC by policy or file. It holds until the next start. */
export interface Managed {
  /** Settings that nobody at this PC may change. */
  readonly settings: Partial<Settings>;
  /** True where a file of IT's becomes the destination at each start. */
  readonly destination: boolean;
  readonly problems: readonly ManagedProblem[];
  /** Whether IT could open the data of this PC on another one; an installed application without that is told so. */
  readonly recovery: 'present' | 'missing' | 'notNeeded';
  /** Certificates of the company's own CA that every connection trusts. */
  readonly companyCa: readonly CertificateFacts[];
}

/** Nothing is fixed: development and tests. */
export const unmanaged: Managed = {
  settings: {},
  destination: false,
  problems: [],
  recovery: 'notNeeded',
  companyCa: [],
};

/** The settings with what IT fixed in front of what people chose, which is kept for the day when IT lets go. */
export function fixSettings(store: SettingsStore, fixed: Managed['settings']): SettingsStore {
  return {
    ...store,
    get: () => ({ ...store.get(), ...fixed }),
    save: (change, entry) => ({ ...store.save(change, entry), ...fixed }),
  };
}

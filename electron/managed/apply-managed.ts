import type { AppParts } from '../../core/app-parts.ts';
import { settingsSchema } from '../../core/contract/destination.ts';
import { fixSettings, type Managed } from '../../core/settings/managed.ts';
import { applyProfileFile } from '../apply-profile.ts';
import { importClientCertificate } from './client-certificate-file.ts';
import { readCompanyCa } from './company-ca.ts';
import { type ManagedKey, type ManagedSource, managedSources } from './config-keys.ts';
import type { ManagedConfig } from './managed-config.ts';

/**
 * Puts what IT fixed in front of the settings, makes its profile the destination, and takes its certificates in. A file that
 * cannot be used leaves what was there and is told as a problem by its key: a slip of IT's must not keep a nurse from saving.
 */
export function applyManaged(
  stores: Pick<AppParts, 'settings' | 'destinations' | 'clock'>,
  config: ManagedConfig,
  recovery: Managed['recovery'],
): Pick<AppParts, 'settings' | 'managed'> & { readonly companyCaPem: string | null } {
  const { profileFile, caFile, clientCertificateFile, clientCertificatePassphraseFile } = config.values;
  const problems = [...config.problems];
  const told = (key: ManagedKey, works: boolean) => {
    if (!works) problems.push({ source: sourceOf(config, key), key, rule: 'invalid' });
  };
  if (profileFile !== undefined) told('profileFile', applyProfileFile(stores, profileFile, false) === null);
  const company = readCompanyCa(stores.settings, caFile);
  told('caFile', company.ok);
  if (clientCertificateFile !== undefined) {
    const taken = importClientCertificate(stores, clientCertificateFile, clientCertificatePassphraseFile);
    told('clientCertificateFile', taken);
  }
  const settings = Object.fromEntries(
    Object.entries(config.values).filter(([key]) => Object.hasOwn(settingsSchema.shape, key)),
  );
  return {
    settings: fixSettings(stores.settings, settings),
    managed: {
      settings,
      destination: profileFile !== undefined,
      problems,
      recovery,
      companyCa: company.ca?.certificates ?? [],
    },
    companyCaPem: company.ca?.pem ?? null,
  };
}

function sourceOf(config: ManagedConfig, key: ManagedKey): ManagedSource {
  return managedSources.find((source) => config.layers[source][key] !== undefined) ?? 'file';
}

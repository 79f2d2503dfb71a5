import {
  devProtection,
  type KeyProtection,
  type MachineProtection,
  readRecoveryKey,
} from '../../db/key-slots.ts';
import type { ManagedConfig } from '../managed/managed-config.ts';

/**
 * What this start may wrap the data key with. An installed application uses Windows' protection of the machine (DPAPI,
 * LocalMachine scope), because what one nurse saved is sent whoever signs in to Windows next; who may read the key file is
 * the folder's rights. Development and tests keep the key in clear.
 */
export async function keyProtection(packaged: boolean, { values }: ManagedConfig): Promise<KeyProtection> {
  const recovery = values.recoveryPublicKey === undefined ? null : readRecoveryKey(values.recoveryPublicKey);
  if (!packaged) return { ...devProtection, recovery };
  return { dev: false, machine: await windowsMachine(), recovery };
}

/** DPAPI by its addon, which is loaded on Windows alone; null where it is not to be had. */
async function windowsMachine(): Promise<MachineProtection | null> {
  if (process.platform !== 'win32') return null;
  const { Dpapi, isPlatformSupported } = await import('@primno/dpapi');
  if (!isPlatformSupported) return null;
  return {
    protect: (plain) => Dpapi.protectData(plain, purpose, 'LocalMachine'),
    unprotect: (wrapped) => Dpapi.unprotectData(wrapped, purpose, 'LocalMachine'),
  };
}

/** Another program's use of DPAPI on this machine gives nothing that opens here. */
const purpose = new TextEncoder().encode('clinic-outbox/keyring/v1');

import type { SealedRescue } from '../rescue/ports.ts';

/** What can be done with a data folder whose database does not open. Nothing here creates an empty one. */
export interface ClosedData {
  /** Verified when they were made, newest first. */
  backups(): readonly { readonly name: string; readonly madeAt: number; readonly bytes: number }[];
  /**
   * What an admin's password is checked against, as a backup has it, or the database itself (null); null where it cannot be read
   * or knows no such admin.
   */
  adminOf(
    backup: string | null,
    accountName: string,
  ): { readonly accountId: number; readonly hash: Uint8Array; readonly salt: Uint8Array } | null;
  /**
   * Goes back to a backup, with what the present file still gives. `failed` when it did not prove whole, `inUse` while another
   * process has the present file open; nothing changed then.
   */
  restore(backup: string, actor: string): 'restored' | 'failed' | 'inUse';
  /** Whether IT's recovery key would open what this PC's own key does not. */
  canRecover(): boolean;
  /** Opens the key with IT's private key (PEM) and wraps it for this PC. False where it does not fit; nothing changed then. */
  recover(privateKeyPem: string): boolean;
  /**
   * Seals what was unsent in a backup or in the database itself (null), opened by this PC's key or by IT's private key (PEM).
   * Null where it cannot be read, or the key does not fit. Nothing is changed, so every message counts as one that may have gone.
   */
  rescue(backup: string | null, privateKeyPem: string | null): Promise<SealedRescue | null>;
}

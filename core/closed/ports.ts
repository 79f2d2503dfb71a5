/** What can be done with a data folder whose database does not open. Nothing here creates an empty one. */
export interface ClosedData {
  /** Verified when they were made, newest first. */
  backups(): readonly { readonly name: string; readonly madeAt: number; readonly bytes: number }[];
  /** What an admin's password is checked against, as the backup has it; null where it knows no such admin. */
  adminOf(
    backup: string,
    accountName: string,
  ): { readonly accountId: number; readonly hash: Uint8Array; readonly salt: Uint8Array } | null;
  /** Goes back to a backup, with what the present file still gives. False when it did not prove whole. */
  restore(backup: string, actor: string): boolean;
  /** Whether IT's recovery key would open what this PC's own key does not. */
  canRecover(): boolean;
  /** Opens the key with IT's private key (PEM) and wraps it for this PC. False where it does not fit; nothing changed then. */
  recover(privateKeyPem: string): boolean;
}

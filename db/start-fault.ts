/** Why the application cannot work with its data folder. Each has one sentence that says what happened and what to do. */
const sentences = {
  MISSING:
    'The database of this PC is missing or empty, although one was here. Do not enter assessments: use paper and ask IT to restore a backup.',
  KEYRING_MISSING:
    'The key file of this PC is missing, so the database stays locked. Nothing was changed. Ask IT to put keyring.json back or to use the recovery key.',
  KEYRING_DAMAGED:
    'The key file of this PC is damaged, so the database stays locked. Nothing was changed. Ask IT to restore keyring.json.',
  NO_SLOT:
    'The key file of this PC holds no key that this installation may use. Nothing was changed. Ask IT for the keyring that was made for this PC, or to open it with the recovery key.',
  LOCKED:
    'The key of this PC does not open here, as after a move to another PC or an image that was put back. Nothing was changed. Ask IT to open it with the recovery key.',
  WRONG_KEY:
    'The key file does not fit the database of this PC. Nothing was changed. Ask IT to restore the keyring.json that belongs to it.',
  DAMAGED:
    'The database file of this PC is damaged. Do not enter assessments: use paper and ask IT to restore a backup. Nothing was deleted.',
  DAMAGED_IN_USE:
    'The database file of this PC is damaged, and Clinic Outbox is open under another Windows user. Close it there or restart the PC, then start Clinic Outbox again: it goes back to the last backup. Use paper until then. Nothing was changed.',
  NOT_WRITABLE:
    'The data folder of this PC cannot be written. Ask IT to check its permissions and the disk. Nothing was changed.',
  NETWORK_FOLDER:
    'The data folder of this PC lies on another machine, where a database is not safe. Nothing was changed. Ask IT to put it on a disk of this PC.',
  PRAGMA_REFUSED:
    'The database of this PC could not be opened safely. Nothing was changed. Ask IT to reinstall the application.',
  SCHEMA_NEWER:
    'The database of this PC was made by a newer version of Clinic Outbox. Nothing was changed. Install the newer version again.',
  NO_BACKUP_BEFORE_UPGRADE:
    'This version of Clinic Outbox changes the database of this PC and could not make a backup of it first. Nothing was changed. Ask IT to free room on the disk, or to install the version before.',
  UPGRADE_FAILED:
    'This version of Clinic Outbox could not bring the database of this PC up to date. The database is as it was. Use paper and ask IT to install the version before.',
} as const;

export type StartFaultCode = keyof typeof sentences;

export interface StartFault {
  readonly ok: false;
  readonly code: StartFaultCode;
  readonly message: string;
}

/** The fault with its sentence; `detail` (a code of SQLite's) is put behind it for IT. */
export function startFault(code: StartFaultCode, detail?: string): StartFault {
  const suffix = detail && code !== 'MISSING' ? ` (${detail})` : '';
  return { ok: false, code, message: sentences[code] + suffix };
}

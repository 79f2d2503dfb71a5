/**
 * Exit codes of the command line, one for each reason that a script may want to tell apart. They are documented in
 * docs/operations.md and never change their meaning; new ones are added at the end.
 */
export const exitCodes = {
  OK: 0,
  /** A bug; the log has its code. */
  FAILED: 1,
  BAD_ARGUMENTS: 2,
  /** What was handed over (standard input, a file, a name) cannot be used; nothing was changed. */
  BAD_INPUT: 3,
  /** There is no database yet, or it does not open. */
  DATA_CLOSED: 4,
  /** It changes something, and whoever started it is no administrator of this PC. */
  NOT_ALLOWED: 5,
  CONFIG_INVALID: 6,
  CONNECTION_FAILED: 7,
  /** `--drain`: the time is over and messages still wait. */
  MESSAGES_LEFT: 8,
  /** `--drain`: nothing waits any more, but some messages failed and need a person. */
  NEEDS_PERSON: 9,
  /** Another process held the database for too long: try again. */
  BUSY: 10,
  /** The result could not be written to `--output`: found out before anything is done, but for a file that is held at the end. */
  OUTPUT_NOT_WRITTEN: 11,
} as const;

export type ExitReason = keyof typeof exitCodes;

/** What a command came to: the reason of its exit code, one sentence, and what it found. No patient data. */
export interface Outcome {
  readonly reason: ExitReason;
  readonly message: string;
  readonly found?: Readonly<Record<string, unknown>>;
}

import type { StrikeRule } from './outcomes.ts';

/** What decides whether a failed attempt was the message's own doing. */
export interface StrikeCase {
  readonly rule: StrikeRule;
  /** Sent only to find out whether the receiver is back. */
  readonly probe: boolean;
  /** When the attempt before this one began; null on the first. */
  readonly previousAttemptAt: number | null;
  /** Whether the destination acknowledged another message, or a probe, since then. Asked only where it matters. */
  readonly acknowledgedOtherSince: (since: number) => boolean;
}

/**
 * A strike is a failed attempt that the message itself earned: the destination has acknowledged others since its attempt
 * before. So an outage, however long, fails nothing.
 */
export function isStrike({ rule, probe, previousAttemptAt, acknowledgedOtherSince }: StrikeCase): boolean {
  switch (rule) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'earned':
      return !probe && previousAttemptAt !== null && acknowledgedOtherSince(previousAttemptAt);
  }
}

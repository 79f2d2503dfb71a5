import type { Actor } from '../assessments/ports.ts';

/** An assessment as the list of a day shows it, before its messages are looked at. */
export interface DayEntry {
  readonly assessmentId: string;
  readonly studentId: number;
  readonly studentName: string;
  readonly studentNameArabic: string | null;
  readonly studentNumber: string;
  readonly className: string;
  readonly savedAt: number;
  readonly savedBy: string;
  readonly enteredInError: boolean;
}

/** A refused attempt, who read it, and what replaced its message. Times are epoch milliseconds. */
export interface StoredRefusal {
  readonly attemptId: number;
  readonly messageId: number;
  readonly at: number;
  readonly problem: string | null;
  readonly ackCode: string | null;
  readonly errCode: string | null;
  readonly location: string | null;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly replacedAt: number | null;
  readonly replacedBy: string | null;
  readonly newId: number | null;
}

/** What the reports read, and which refusals a person has read. */
export interface ReportStore {
  /** Assessments whose visit number is of that calendar day (`YYYY-MM-DD`), oldest first. */
  dayEntries(day: string): readonly DayEntry[];
  /** How many assessments of days before it have a message that is neither sent nor replaced nor taken out. */
  unconfirmedBefore(day: string): number;
  /** Refusals that began in this span, newest first. */
  refusals(from: number, until: number): readonly StoredRefusal[];
  /** The last reply to a message as it came; null when there was none. */
  lastReply(messageId: number): Uint8Array | null;
  /** Notes that a person has read refusals; returns how many nobody had read. One transaction with one audit row. */
  acknowledge(attemptIds: readonly number[], actor: Actor, now: number): number;
}

/** Paper: the page that a window shows, as PDF; null where the host leaves printing to its browser. */
export interface Printing {
  pdf(): Promise<Uint8Array | null>;
}

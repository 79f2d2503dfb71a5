import type { AuditOutcome } from '../contract/audit.ts';
import type { ChainCheck, ChainedRow, ChainHead } from './chain.ts';

/** Which rows of the trail; `actors` are stored actors, any of which fits. */
export interface TrailFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly actors?: readonly string[] | undefined;
  readonly action?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
}

/** Reading the audit trail. Writing is the store's that records what happened, in the transaction of what it records. */
export interface AuditTrail {
  /** One page, newest first, and how many rows fit. */
  page(
    filter: TrailFilter,
    offset: number,
    limit: number,
  ): { readonly rows: readonly ChainedRow[]; readonly total: number };
  /** The rows behind a number in order, some hundred at most. */
  after(seq: number): readonly ChainedRow[];
  /**
   * Follows the chain behind `from` for at most `limit` rows; `more` is whether there may be others. Its end is compared with the
   * head that is kept outside of the database.
   */
  verify(from: ChainHead, limit: number): { readonly check: ChainCheck; readonly more: boolean };
}

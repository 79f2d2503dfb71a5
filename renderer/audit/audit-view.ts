import type { AuditFilter, AuditOutcome } from '../../core/contract/audit.ts';

export const auditPeriods = ['any', 'today', 'week', 'month'] as const;

export type AuditPeriod = (typeof auditPeriods)[number];

/** What the filters of the list show. */
export interface AuditView {
  readonly period: AuditPeriod;
  readonly accountId: number | null;
  readonly action: string | null;
  readonly outcome: AuditOutcome | null;
}

export const everything: AuditView = { period: 'any', accountId: null, action: null, outcome: null };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The clinic's time zone (Asia/Dubai) is four hours ahead all year. */
const aheadMs = 4 * hourMs;

/** The filters as main takes them; today begins at the clinic's midnight. */
export function auditFilterOf({ period, accountId, action, outcome }: AuditView, now: number): AuditFilter {
  const from = {
    any: undefined,
    today: Math.floor((now + aheadMs) / dayMs) * dayMs - aheadMs,
    week: now - 7 * dayMs,
    month: now - 30 * dayMs,
  }[period];
  return {
    ...(from === undefined ? {} : { from }),
    ...(accountId === null ? {} : { accountId }),
    ...(action === null ? {} : { action }),
    ...(outcome === null ? {} : { outcome }),
  };
}

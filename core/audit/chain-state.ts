import type { AppParts } from '../app-parts.ts';
import type { AuditAction } from '../contract/audit.ts';
import type { ChainCheck } from './chain.ts';

/** Under this the settings keep that the trail is broken, until a check passes. */
export const chainBreakKey = 'auditBroken';

/** What is kept of a break: when it was found, the first row that does not fit and how, and whether an administrator knows. */
export interface ChainBreak {
  readonly at: number;
  readonly seq: number;
  readonly fault: string;
  readonly known: boolean;
}

/** The break that is kept; null while the trail was whole at its last check. */
export function keptBreak({ settings }: Pick<AppParts, 'settings'>): ChainBreak | null {
  const text = settings.value(chainBreakKey);
  return text === null ? null : (JSON.parse(text) as ChainBreak);
}

/**
 * Keeps what a check of the chain found, with its audit row in the same transaction. One that an administrator knows stays known
 * however often it is found; another one is told anew.
 */
export function noteChainCheck(
  parts: Pick<AppParts, 'audit' | 'clock' | 'settings'>,
  check: ChainCheck,
  by: { readonly actor: string; readonly action: Extract<AuditAction, 'audit.verify' | 'audit.broken'> },
): void {
  const at = parts.clock.nowMs();
  const entry = {
    at,
    ...by,
    subject: 'audit',
    outcome: check.ok ? 'ok' : 'failed',
    detail: check.ok ? `rows=${check.head.seq}` : `seq=${check.seq} fault=${check.fault}`,
  } as const;
  const kept = keptBreak(parts);
  const asKept = check.ok ? kept === null : kept?.seq === check.seq && kept.fault === check.fault;
  if (asKept) {
    parts.audit.append(entry);
    return;
  }
  const { seq, fault } = check.ok ? { seq: 0, fault: '' } : check;
  const found = check.ok ? null : JSON.stringify({ at, seq, fault, known: false } satisfies ChainBreak);
  parts.settings.setAudited(chainBreakKey, found, entry);
}

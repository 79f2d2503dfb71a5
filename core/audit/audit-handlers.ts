import type { AppParts, Handlers } from '../app-parts.ts';
import type { AuditFilter, AuditRowView } from '../contract/audit.ts';
import { fail, ok } from '../contract/result.ts';
import { dubaiTime } from '../queue/csv.ts';
import { auditCsv } from './audit-csv.ts';
import type { ChainCheck, ChainedRow } from './chain.ts';
import { noteChainCheck } from './chain-state.ts';
import { followChain } from './follow-chain.ts';
import type { TrailFilter } from './ports.ts';

type Parts = Pick<AppParts, 'auditTrail' | 'audit' | 'accounts' | 'clock' | 'saveFile' | 'settings'>;

/** More rows than this are a table that nobody opens: the filter narrows it. */
const maxExported = 100_000;

/**
 * The audit trail for admins: pages, whether the chain is whole, and a CSV that says so itself. `found` is called when a check has
 * been kept.
 */
export function auditHandlers(
  parts: Parts,
  found: () => void,
): Pick<Handlers, 'audit.query' | 'audit.verify' | 'audit.export'> {
  const { auditTrail, audit, clock, saveFile } = parts;
  return {
    'audit.query': ({ filter, offset, limit }) => {
      const people = peopleOf(parts);
      const { rows, total } = auditTrail.page(trailFilter(filter, people), offset, limit);
      return ok({ rows: rows.map((row) => viewOf(row, people)), total });
    },

    'audit.verify': async (_, caller) => {
      const check = await followed(parts);
      noteChainCheck(parts, check, {
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'audit.verify',
      });
      found();
      return ok(checkView(check));
    },

    'audit.export': async ({ filter }, caller) => {
      const people = peopleOf(parts);
      const check = checkView(await followed(parts));
      const { rows, total } = auditTrail.page(trailFilter(filter, people), 0, maxExported);
      const content = auditCsv(rows, (row) => viewOf(row, people).actor);
      const fileName = `clinic-outbox-audit-${dubaiTime(clock.nowMs()).slice(0, 10)}.csv`;
      const outcome = await saveFile({ fileName, content });
      audit.append({
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'audit.export',
        subject: 'audit',
        outcome: outcome === 'failed' ? 'failed' : outcome === 'cancelled' ? 'refused' : 'ok',
        detail: `rows=${rows.length} of=${total} whole=${Number(check.whole)}`,
      });
      switch (outcome) {
        case 'saved':
          return ok({ file: { kind: 'saved', rows: rows.length }, check });
        case 'cancelled':
          return ok({ file: { kind: 'cancelled' }, check });
        case 'byWindow':
          return ok({ file: { kind: 'content', rows: rows.length, fileName, content }, check });
        case 'failed':
          return fail('NOT_SAVED', 'The file was not written. Choose another folder and try again.');
      }
    },
  };
}

interface Person {
  readonly id: number;
  readonly name: string;
}

function peopleOf({ accounts }: Parts): readonly Person[] {
  return accounts.list().map(({ id, name }) => ({ id, name }));
}

async function followed(parts: Parts): Promise<ChainCheck> {
  const check = await followChain(parts);
  if (!check) throw new Error('the check of the chain was given up');
  return check;
}

function checkView(check: ChainCheck) {
  return check.ok
    ? ({ whole: true, rows: check.head.seq } as const)
    : ({ whole: false, seq: check.seq, fault: check.fault } as const);
}

/** An account is written as its number, as `account:` and its number, or by the name to sign in with. */
function trailFilter({ accountId, ...filter }: AuditFilter, people: readonly Person[]): TrailFilter {
  if (accountId === undefined) return filter;
  const name = people.find(({ id }) => id === accountId)?.name;
  const system = accountId === 0 ? ['system', 'it'] : [];
  return {
    ...filter,
    actors: [String(accountId), `account:${accountId}`, ...(name === undefined ? [] : [name]), ...system],
  };
}

function viewOf(row: ChainedRow, people: readonly Person[]): AuditRowView {
  const { seq, at, action, subject, outcome, detail } = row;
  const number = Number(/^(?:account:)?(\d+)$/.exec(row.actor)?.[1] ?? Number.NaN);
  const person = people.find(({ id, name }) => id === number || name === row.actor);
  return {
    seq,
    at,
    accountId: person?.id ?? null,
    actor: person?.name ?? (number === 0 ? 'system' : row.actor),
    action,
    subject,
    outcome,
    detail,
  };
}

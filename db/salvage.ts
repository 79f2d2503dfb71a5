import type { Database } from 'better-sqlite3';
import { type ChainedRow, type ChainHead, emptyChain, verifyChain } from '../core/audit/chain.ts';
import type { Crypto } from '../core/host/ports.ts';
import type { Connection } from './connection.ts';
import { salvageChanges } from './salvage-changes.ts';
import { salvageMessages } from './salvage-messages.ts';
import {
  insertMissing,
  type RawRow,
  readableAll,
  readableNumbers,
  readableRows,
  rowsOfNumbers,
} from './salvage-rows.ts';
import type { HighWater } from './state-file.ts';

/** What came back from a damaged file, beyond the backup. `unreadable` counts rows that lie on damaged pages. */
export interface Salvaged {
  readonly assessments: number;
  readonly messages: number;
  readonly auditRows: number;
  readonly unreadable: number;
}

/** Tables whose rows are taken as they are where the backup lacks them, parents before children. */
const plainTables = [
  'schools',
  'students',
  'accounts',
  'destinations',
  'assessments',
  'drafts',
  'absences',
] as const;

/** Visit numbers leave gaps of days, so they are gathered from wherever they are written and can be read. */
const visitSources = [
  'SELECT visit FROM messages WHERE visit IS NOT NULL ORDER BY id',
  'SELECT visit FROM messages WHERE visit IS NOT NULL ORDER BY id DESC',
  'SELECT visit FROM assessments INDEXED BY assessments_by_student WHERE studentId > 0',
  `SELECT visit FROM assessments INDEXED BY assessments_id WHERE id > ''`,
  'SELECT visit FROM assessments NOT INDEXED ORDER BY visit',
  'SELECT visit FROM assessments NOT INDEXED ORDER BY visit DESC',
];

/**
 * Brings into a restored backup what can still be read from the damaged file: rows that the backup lacks, and final states
 * that messages reached since. Part of the caller's transaction; the caller rebuilds counters and order afterwards.
 */
export function salvageInto(
  target: Connection,
  source: Database,
  crypto: Pick<Crypto, 'hmacSha256'>,
  auditKey: Uint8Array,
  mark: HighWater | null,
): Salvaged {
  let unreadable = 0;
  const lost = () => {
    unreadable++;
  };
  const counts: Record<string, number> = {};
  for (const table of plainTables) {
    // Each save writes an audit row, so its number bounds tables that cannot say how far they went.
    const rows =
      table === 'assessments'
        ? readableVisits(source, lost)
        : readableRows(source, table, mark?.auditSeq ?? 0, lost);
    for (const row of rows) {
      const values = table === 'schools' ? { ...row, students: 0 } : row;
      if (insertMissing(target, table, values)) counts[table] = (counts[table] ?? 0) + 1;
    }
  }
  for (const table of ['destination_secrets', 'settings']) {
    for (const row of readableAll(source, table, lost)) insertMissing(target, table, row);
  }
  const messages = salvageMessages(target, source, mark, lost);
  salvageChanges(target, source, lost);
  const auditRows = salvageAudit(target, source, crypto, auditKey, mark?.auditSeq ?? 0, lost);
  return { assessments: counts.assessments ?? 0, messages, auditRows, unreadable };
}

function readableVisits(source: Database, lost: () => void): Iterable<RawRow> {
  const visits = new Set(visitSources.flatMap((sql) => readableNumbers(source, sql)));
  return rowsOfNumbers(
    source,
    'assessments',
    [...visits].sort((a, b) => a - b),
    lost,
  );
}

/** Takes over the rows that continue the chain, up to the first that is missing or does not fit. */
function salvageAudit(
  target: Connection,
  source: Database,
  crypto: Pick<Crypto, 'hmacSha256'>,
  key: Uint8Array,
  last: number,
  lost: () => void,
): number {
  const known = target.get<ChainHead>('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1') ?? emptyChain;
  let head = known;
  for (const raw of readableRows(source, 'audit', last, lost)) {
    const row = raw as unknown as ChainedRow & { readonly rowid: number };
    if (row.seq <= head.seq) continue;
    const check = verifyChain(crypto, key, [row], emptyChain, head);
    if (!check.ok || !insertMissing(target, 'audit', raw)) break;
    head = check.head;
  }
  return head.seq - known.seq;
}

import type { Refusal } from '../contract/report.ts';

const columns = [
  'refused_at',
  'message_id',
  'control_id',
  'message_type',
  'facility_licence',
  'ack_code',
  'error_code',
  'error_location',
  'problem',
  'message_state',
  'acknowledged_at',
  'acknowledged_by',
  'settled_how',
  'settled_at',
  'settled_by',
  'new_message_id',
] as const;

/** A place in a message (`PID-5.2`); anything else that a receiver wrote there may quote a patient and stays here. */
const placeShape = /^[A-Z][A-Z0-9]{2}(?:-\d{1,3}(?:\.\d{1,3})?)?$/;
const codeShape = /^[\w.-]{1,20}$/;

/**
 * Refusals as CSV (RFC 4180, UTF-8 with a byte order mark so that a spreadsheet reads it): ids, codes, times and the names
 * of staff. No names or numbers of students, and not the receiver's own text. `licences` by school.
 */
export function refusalsCsv(refusals: readonly Refusal[], licences: ReadonlyMap<number, string>): string {
  const lines = refusals.map(({ at, row, ackCode, errCode, location, problem, acknowledged, settled }) =>
    [
      time(at),
      row.id,
      row.controlId,
      row.kind,
      licences.get(row.schoolId),
      ackCode,
      errCode !== null && codeShape.test(errCode) ? errCode : null,
      location !== null && placeShape.test(location) ? location : null,
      problem,
      row.state,
      time(acknowledged?.at),
      acknowledged?.by,
      settled?.how,
      time(settled?.at),
      settled?.by,
      settled?.newId,
    ]
      .map(cell)
      .join(','),
  );
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** The time in Dubai as ISO 8601 with its offset. */
function time(at: number | undefined): string {
  if (at === undefined) return '';
  return `${new Date(at + 4 * 3_600_000).toISOString().slice(0, 19)}+04:00`;
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const dubaiOffsetMs = 4 * 3_600_000;

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV
 * injection): names and ids come from files and receivers that nobody here vouches for.
 */
export function csvLine(cells: readonly string[]): string {
  return cells.map(cellOf).join(',');
}

function cellOf(text: string): string {
  const safe = /^[\s]*[=+\-@|\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe.startsWith("'") ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `2026-11-23 18:21:00`, the clock of the clinic (UTC+4 all year): what a spreadsheet knows as a time. */
export function dubaiTime(at: number): string {
  return new Date(at + dubaiOffsetMs).toISOString().slice(0, 19).replace('T', ' ');
}

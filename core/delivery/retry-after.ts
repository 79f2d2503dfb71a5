const longestMs = 3_600_000;
const shortestMs = 1000;

/**
 * Milliseconds to wait by a `Retry-After` header (RFC 9110, 10.2.3): seconds or an HTTP date, at least a second, at most an
 * hour. Null when it is absent or makes no sense. `nowMs` is the receiver's time where it told it: a wrong clock here then
 * shortens and lengthens nothing.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1000);
  const at = httpDate(text);
  return at === null ? null : clamp(at - nowMs);
}

/** An HTTP date in epoch milliseconds. It begins with the name of a day; `Date.parse` alone would take "-5" or "2" for one. */
export function httpDate(text: string): number | null {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function clamp(ms: number): number {
  return Math.min(longestMs, Math.max(shortestMs, ms));
}

/** A day of the sparkline: what was sent of all that finished. */
export interface SuccessDay {
  readonly sent: number;
  readonly finished: number;
}

/**
 * The points of the line in a box, as SVG writes them. Days on which nothing finished are passed over, and the scale begins
 * at the worst day, at least a tenth below all: 99 % and 100 % are then told apart. Empty with fewer than two days to join.
 */
export function sparkPoints(days: readonly SuccessDay[], width: number, height: number): string {
  const rates = days.flatMap(({ sent, finished }, at) =>
    finished > 0 ? [{ at, rate: sent / finished }] : [],
  );
  if (rates.length < 2) return '';
  const least = Math.min(0.9, ...rates.map(({ rate }) => rate));
  const last = Math.max(1, days.length - 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  return rates
    .map(
      ({ at, rate }) => `${round((at / last) * width)},${round(height * (1 - (rate - least) / (1 - least)))}`,
    )
    .join(' ');
}

/** Round numbers that an axis may end at, up to the next power of ten. */
const rounds = [1, 2, 4, 5, 10];

/** The end of an axis: the least round number that holds `most`, even where half of it is shown too. */
export function axisEnd(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const round = rounds.find((each) => each * power >= most) ?? 10;
  return round * power;
}

/** Which bars are named below the chart: at most `names`, evenly, the first included. */
export function namedBars(count: number, names: number): readonly number[] {
  const step = Math.max(1, Math.ceil(count / names));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}

/** The end of an axis of ages in milliseconds: a whole number of minutes, hours or days that halves. */
export function ageAxisEnd(mostMs: number): number {
  const unit = [60_000, 3_600_000, 86_400_000].findLast((each) => mostMs > 2 * each) ?? 60_000;
  return axisEnd(mostMs / unit) * unit;
}

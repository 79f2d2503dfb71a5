import type { Clock, Random } from '../host/ports.ts';

const epoch2020 = Date.UTC(2020, 0, 1);

/**
 * Makes MSH-10: 20 characters of A-Z and 0-9, unique for ever for this sender. Nine for the milliseconds since 2020, four
 * for the station, seven random. The time part never repeats within a process, and the random part covers a clock that was
 * set back between two starts. Called once for each message; a resend keeps its id.
 */
export function createControlIds(options: {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random: Random;
  readonly station: string;
}): () => string {
  const station = stationCode(options.station);
  let last = -1;
  return () => {
    last = Math.max(last + 1, options.clock.nowMs() - epoch2020, 0);
    const random = Math.floor(options.random() * 36 ** 7);
    return inBase36(last, 9) + station + inBase36(random, 7);
  };
}

/** Four characters of A-Z and 0-9 from the station's name, filled up with zeros. */
function stationCode(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 4)
    .padStart(4, '0');
}

function inBase36(value: number, width: number): string {
  return value.toString(36).toUpperCase().padStart(width, '0').slice(-width);
}

import type { Writable } from 'node:stream';
import type { Clock } from '../../host/ports.ts';

/** Writes one byte at a time, so that each is likely to arrive in a packet of its own. Stops when the peer is gone. */
export function writeSlowly(
  out: Writable,
  bytes: Uint8Array,
  msPerByte: number,
  clock: Clock,
  onDone: () => void = () => {},
): void {
  const writeFrom = (index: number) => {
    if (out.destroyed) return;
    if (index === bytes.length) return onDone();
    out.write(bytes.subarray(index, index + 1));
    clock.after(msPerByte, () => writeFrom(index + 1));
  };
  writeFrom(0);
}

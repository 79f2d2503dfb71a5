import { MllpDecoder, type MllpEvent } from '../hl7/mllp.ts';

/** What the bytes so far amount to; `rest` tells whether anything came beside the reply. */
export type ReplyProgress =
  | { readonly kind: 'more' }
  | { readonly kind: 'frame'; readonly body: Uint8Array; readonly rest: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'tooLarge' };

export interface ReplyReader {
  push(bytes: Uint8Array): ReplyProgress;
}

const endBlock = 0x1c;
const carriageReturn = Uint8Array.of(0x0d);

/**
 * Reads the one reply to one message, however TCP cuts it (MLLP Release 1 and 2). A commit acknowledgement says only that
 * the bytes arrived, so reading goes on until the HL7 reply. A packet that ends at 0x1C ends the reply: some receivers
 * leave out the 0x0D behind it, and waiting for that would turn their acceptance into a timeout.
 */
export function createReplyReader(maxBytes: number): ReplyReader {
  const decoder = new MllpDecoder({ maxFrameBytes: maxBytes });

  const push = (bytes: Uint8Array): ReplyProgress => {
    const chunk = decoder.midFrame ? bytes : withoutLeadingLineEnds(bytes);
    const events: MllpEvent[] = [...decoder.push(chunk)];
    if (chunk.at(-1) === endBlock && decoder.midFrame) events.push(...decoder.push(carriageReturn));

    const reply = events.find((event) => event.kind === 'frame');
    if (reply) {
      const others = events.filter((event) => event !== reply && event.kind !== 'commitAck');
      return { kind: 'frame', body: reply.bytes, rest: others.length > 0 || decoder.midFrame };
    }
    if (events.some((event) => event.kind === 'commitNak')) return { kind: 'refused' };
    if (events.some((event) => event.kind === 'overflow')) return { kind: 'tooLarge' };
    return { kind: events.some((event) => event.kind === 'ignored') ? 'garbage' : 'more' };
  };
  return { push };
}

function withoutLeadingLineEnds(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  return first < 0 ? new Uint8Array() : bytes.subarray(first);
}

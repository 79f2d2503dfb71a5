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
  /** The commit accept that came in place of the reply, where one was announced. */
  readonly committed: Uint8Array | null;
}

const startBlock = 0x0b;
const endBlock = 0x1c;
const carriageReturn = 0x0d;
const carriageReturnAlone = Uint8Array.of(carriageReturn);
/** Start and end of a frame, and one byte: what MLLP release 2 sends as a commit acknowledgement. */
const shortestReply = 5;

/**
 * Reads the one reply to one message, however TCP cuts it (MLLP Release 1 and 2). A commit acknowledgement says only that
 * the bytes arrived, so reading goes on until the HL7 reply. A packet that ends at 0x1C ends the reply: some receivers
 * leave out the 0x0D behind it, and waiting for that would turn their acceptance into a timeout. Frames for which
 * `isCommit` holds (HL7's own commit accept, in enhanced mode) are kept and passed over.
 */
export function createReplyReader(
  maxBytes: number,
  isCommit: (body: Uint8Array) => boolean = () => false,
): ReplyReader {
  let committed: Uint8Array | null = null;
  let decoder: MllpDecoder | null = null;

  const isReply = (event: MllpEvent) => {
    if (event.kind !== 'frame') return false;
    if (!isCommit(event.bytes)) return true;
    committed = event.bytes;
    return false;
  };
  const push = (bytes: Uint8Array): ReplyProgress => {
    if (!decoder && isOneFrame(bytes, maxBytes)) {
      const body = bytes.slice(1, -2);
      if (!isCommit(body)) return { kind: 'frame', body, rest: false };
      committed = body;
      return { kind: 'more' };
    }
    decoder ??= new MllpDecoder({ maxFrameBytes: maxBytes });
    return pushTo(decoder, bytes);
  };
  const pushTo = (decoder: MllpDecoder, bytes: Uint8Array): ReplyProgress => {
    const chunk = decoder.midFrame ? bytes : withoutLeadingLineEnds(bytes);
    const events: MllpEvent[] = [...decoder.push(chunk)];
    if (chunk.at(-1) === endBlock && decoder.midFrame) events.push(...decoder.push(carriageReturnAlone));

    const reply = events.find(isReply);
    if (reply?.kind === 'frame') {
      const others = events.filter((event) => !isCommitAck(event) && event !== reply);
      return { kind: 'frame', body: reply.bytes, rest: others.length > 0 || decoder.midFrame };
    }
    if (events.some((event) => event.kind === 'commitNak')) return { kind: 'refused' };
    if (events.some((event) => event.kind === 'overflow')) return { kind: 'tooLarge' };
    return { kind: events.some((event) => event.kind === 'ignored') ? 'garbage' : 'more' };
  };
  const isCommitAck = (event: MllpEvent) =>
    event.kind === 'commitAck' || (event.kind === 'frame' && event.bytes === committed);

  return {
    push,
    get committed() {
      return committed;
    },
  };
}

/** The usual reply: one frame in one packet, with nothing before or behind it. Found without looking at each byte in turn. */
function isOneFrame(bytes: Uint8Array, maxBytes: number): boolean {
  const { length } = bytes;
  return (
    length >= shortestReply &&
    length - 3 <= maxBytes &&
    bytes[0] === startBlock &&
    bytes[length - 1] === carriageReturn &&
    bytes.indexOf(endBlock) === length - 2 &&
    bytes.indexOf(startBlock, 1) < 0
  );
}

function withoutLeadingLineEnds(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  return first < 0 ? new Uint8Array() : bytes.subarray(first);
}

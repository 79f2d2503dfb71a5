/** What the bytes so far amount to; `rest` tells whether anything but line ends followed the frame. */
export type ReplyProgress =
  | { readonly kind: 'more' }
  | { readonly kind: 'frame'; readonly body: Uint8Array; readonly rest: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'tooLarge' };

export interface ReplyReader {
  push(bytes: Uint8Array): ReplyProgress;
}

const startBlock = 0x0b;
const endBlock = 0x1c;
const commitAccepted = 0x06;
const commitRefused = 0x15;

/**
 * Reads the one reply to one message, however TCP cuts it (MLLP Release 1 and 2). A commit acknowledgement says only that
 * the bytes arrived, so reading goes on until the HL7 reply. The frame counts as complete at 0x1C: some receivers leave
 * out the 0x0D behind it, and waiting for that would turn their acceptance into a timeout.
 */
export function createReplyReader(maxBytes: number): ReplyReader {
  let body: number[] | null = null;

  const push = (bytes: Uint8Array): ReplyProgress => {
    for (const [index, byte] of bytes.entries()) {
      if (body === null) {
        if (byte === startBlock) body = [];
        else if (!isLineEnd(byte)) return { kind: 'garbage' };
      } else if (byte === endBlock) {
        const frame = Uint8Array.from(body);
        body = null;
        if (frame.length === 1 && frame[0] === commitRefused) return { kind: 'refused' };
        if (frame.length === 1 && frame[0] === commitAccepted) continue;
        return { kind: 'frame', body: frame, rest: !bytes.subarray(index + 1).every(isLineEnd) };
      } else {
        if (body.length === maxBytes) return { kind: 'tooLarge' };
        body.push(byte);
      }
    }
    return { kind: 'more' };
  };
  return { push };
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a;
}

/** One message between the MLLP marks; its last segment keeps its own CR. */
export function mllpFrame(message: Uint8Array): Uint8Array {
  const frame = new Uint8Array(message.length + 3);
  frame[0] = startBlock;
  frame.set(message, 1);
  frame[message.length + 1] = endBlock;
  frame[message.length + 2] = 0x0d;
  return frame;
}

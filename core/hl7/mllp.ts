/** The bytes of MLLP framing: start block, end block, carriage return. None of them occurs inside UTF-8 text of ours. */
const startBlock = 0x0b;
const endBlock = 0x1c;
const carriageReturn = 0x0d;
const commitAck = 0x06;
const commitNak = 0x15;

/** One MLLP frame: `0B`, the message, `1C 0D`. */
export function frame(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(message.length + 3);
  framed[0] = startBlock;
  framed.set(message, 1);
  framed.set([endBlock, carriageReturn], message.length + 1);
  return framed;
}

/** What the decoder found in the bytes so far. */
export type MllpEvent =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  /** MLLP release 2: the transport has (`06`) or has not (`15`) stored the message. Not the receiver's answer. */
  | { readonly kind: 'commitAck' }
  | { readonly kind: 'commitNak' }
  /** Bytes outside of any frame, and frames that were begun again before they ended: ignored, and counted here. */
  | { readonly kind: 'ignored'; readonly count: number }
  /** The frame grew past the limit and was thrown away; the peer cannot be followed any more. */
  | { readonly kind: 'overflow' };

/**
 * Cuts a stream of bytes into MLLP frames, however the network split or joined them. Holds at most one frame of
 * `maxFrameBytes`. A start block inside a frame begins anew: the half before it can never be taken for an answer.
 */
export class MllpDecoder {
  readonly #maxFrameBytes: number;
  #buffer = new Uint8Array(1024);
  #length = 0;
  #inFrame = false;

  constructor(options: { readonly maxFrameBytes?: number } = {}) {
    this.#maxFrameBytes = options.maxFrameBytes ?? 1024 * 1024;
  }

  /** True while a frame has begun and not ended. */
  get midFrame(): boolean {
    return this.#inFrame;
  }

  /** Takes the next bytes and returns what they completed, in order. */
  push(chunk: Uint8Array): readonly MllpEvent[] {
    const events: MllpEvent[] = [];
    let ignored = 0;
    for (const byte of chunk) {
      if (byte === startBlock) {
        ignored += this.#length;
        this.#length = 0;
        this.#inFrame = true;
      } else if (!this.#inFrame) {
        ignored += 1;
      } else if (byte === carriageReturn && this.#length > 0 && this.#buffer[this.#length - 1] === endBlock) {
        events.push(contentOf(this.#buffer.slice(0, this.#length - 1)));
        this.#close();
      } else if (this.#length > this.#maxFrameBytes) {
        events.push({ kind: 'overflow' });
        this.#close();
      } else {
        this.#append(byte);
      }
    }
    return ignored > 0 ? [{ kind: 'ignored', count: ignored }, ...events] : events;
  }

  #close(): void {
    this.#length = 0;
    this.#inFrame = false;
    // One huge reply must not keep its memory for the life of the connection.
    if (this.#buffer.length > 65_536) this.#buffer = new Uint8Array(1024);
  }

  #append(byte: number): void {
    if (this.#length === this.#buffer.length) {
      const grown = new Uint8Array(this.#buffer.length * 2);
      grown.set(this.#buffer);
      this.#buffer = grown;
    }
    this.#buffer[this.#length] = byte;
    this.#length += 1;
  }
}

function contentOf(bytes: Uint8Array): MllpEvent {
  if (bytes.length === 1 && bytes[0] === commitAck) return { kind: 'commitAck' };
  if (bytes.length === 1 && bytes[0] === commitNak) return { kind: 'commitNak' };
  return { kind: 'frame', bytes };
}

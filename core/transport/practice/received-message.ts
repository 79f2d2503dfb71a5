/** One whole message that reached the practice receiver, and what it made of it. */
export interface ReceivedMessage {
  /** Counts from 1, also over restarts with the same record file. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly transport: 'mllp' | 'http';
  /** Which connection it came on, such as `mllp-3`. */
  readonly connection: string;
  /** MSH-10; empty when there is none. */
  readonly controlId: string;
  /** `ADT^A04`; empty when it cannot be read. */
  readonly kind: string;
  /** Exactly what arrived, without the frame. */
  readonly bytes: Uint8Array;
  /** Whether the receiver keeps it: true also where it then spoils its own answer. */
  readonly stored: boolean;
  /** Whether a message with this control id was kept before. */
  readonly duplicate: boolean;
  /** How it was answered: `AA`, `AE 103`, `noAnswer`, `http 503`. */
  readonly answer: string;
}

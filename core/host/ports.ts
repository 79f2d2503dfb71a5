/**
 * What core asks of the machine it runs on. Each port is small, so that a test can stand in for one without the rest.
 */

export type Cancel = () => void;

/** The only source of time in core. Backoff and leases run on `monotonicMs`; what is stored is `nowMs`. */
export interface Clock {
  /** Wall clock, epoch milliseconds UTC. It may jump. */
  nowMs(): number;
  /** Milliseconds that only ever grow, also while the wall clock jumps. */
  monotonicMs(): number;
  /** Calls `run` once after `delayMs`; the returned function takes it back. */
  after(delayMs: number, run: () => void): Cancel;
}

/** A number in [0, 1), for jitter and control ids; tests inject a seeded one. */
export type Random = () => number;

/** What accounts, the audit chain and ids need of cryptography. */
export interface Crypto {
  randomUuid(): string;
  randomBytes(count: number): Uint8Array;
  /** scrypt with N = 2^17, r = 8, p = 1 (OWASP), 32 bytes. Takes a moment on purpose; runs off the main thread. */
  scrypt(secret: string, salt: Uint8Array): Promise<Uint8Array>;
  /** Compares in constant time; false for different lengths. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
  hmacSha256(key: Uint8Array, text: string): Uint8Array;
  /** The checksum of a file, so that a person can compare it. */
  sha256(bytes: Uint8Array): Uint8Array;
}

/** Events of the machine that should wake the drainer. A listener may wake, never gate. */
export interface PowerAndNetwork {
  onNetworkChange(listener: () => void): Cancel;
  onSuspend(listener: () => void): Cancel;
  onResume(listener: () => void): Cancel;
  /** Whoever worked here has left: the PC was locked or another person of Windows took over. */
  onPersonLeft(listener: () => void): Cancel;
}

/**
 * Where a file goes that a person asked for. The desktop asks for a place and writes it there; in a browser the window does
 * that itself (`byWindow`). `failed` when it could not be written.
 */
export type SaveFile = (file: {
  readonly fileName: string;
  readonly content: string;
}) => Promise<'saved' | 'cancelled' | 'byWindow' | 'failed'>;

/** Values a log line may carry: ids, codes, counts and durations. Text from people or messages does not fit the type. */
export type LogValue = number | boolean | null | LogCode | LogId;
export type LogCode = string & { readonly __log: 'code' };
export type LogId = string & { readonly __log: 'id' };

const codeShape = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;
const idShape = /^[A-Za-z0-9-]{1,40}$/;

/** Makes a code loggable; anything that does not look like a code becomes `INVALID`, so that text cannot slip in. */
export function logCode(code: string): LogCode {
  return (codeShape.test(code) ? code : 'INVALID') as LogCode;
}

/** Makes an id (number in text, UUID or control id) loggable; anything else becomes `INVALID`. */
export function logId(id: string | number): LogId {
  const text = String(id);
  return (idShape.test(text) ? text : 'INVALID') as LogId;
}

/** Structured log: an event code and allow-listed values. Never message text, names, dates of birth or answers. */
export interface Log {
  info(event: string, values?: Readonly<Record<string, LogValue>>): void;
  warn(event: string, values?: Readonly<Record<string, LogValue>>): void;
  error(event: string, values?: Readonly<Record<string, LogValue>>): void;
}

/** A line of the log as it is read back. What was written by type is text again: whoever shows it checks it anew. */
export interface LogLine {
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A log that keeps nothing, for tests and tools. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };

import type { Interface, MessageState, OutcomeClass, ProblemCode } from '../contract/message.ts';

/**
 * What the drainer needs of the database. Implemented by `db/outbox-store.ts`; every method is one transaction and is
 * synchronous, because the driver is. Times are epoch milliseconds.
 *
 * Fencing: `generation` is the sender's right to write. It grows with each takeover; every method that changes a message
 * checks it and answers `false`/null when it is no longer ours, so that an owner that slept cannot overwrite.
 */
export interface Outbox {
  /** Becomes the sender, or null while another live process is. A dead owner is replaced at once, a silent one after 30 s. */
  acquireSender(now: number): SenderLease | null;
  /** Renews the heartbeat; false when another process took over. */
  heartbeat(sender: SenderLease, now: number): boolean;
  releaseSender(sender: SenderLease): void;
  /** The operating system's account under which the sender runs or ran last; null where it is not known. */
  senderUser(): string | null;

  /**
   * Puts every message left in `sending` by an earlier owner back to `pending` with `possiblyDelivered`; a message that was
   * claimed by 3 processes that all died becomes `failed` with POISON. Returns how many of each.
   */
  recoverInterrupted(
    sender: SenderLease,
    now: number,
  ): { readonly requeued: number; readonly poisoned: number };

  /** Enabled destinations with their profile and pause. */
  destinations(): readonly DestinationRow[];

  /**
   * The oldest due message of a lane that may go: due at `now`, and no unsent earlier message holds it (within a visit the
   * ORU, PPR, A08 and A03 wait for the A04 to be `sent`; within a student by creation). Nothing is claimed.
   */
  nextDue(lane: LaneKey, now: number): DueMessage | null;
  /** When the earliest waiting message of the lane becomes due; null when none waits for a time. */
  nextDueAt(lane: LaneKey, now: number): number | null;

  /** Whether a message goes to the address of this lane; true for one that does not exist: then claiming it says so. */
  belongsTo(lane: LaneKey, messageId: number): boolean;

  /** Claims on an open connection: state `sending`, attempt row and lease, committed before a byte leaves. */
  claim(sender: SenderLease, messageId: number, now: number): Claim | null;
  /**
   * Ends the attempt and, in the same commit, claims the message named by `thenClaim` when given. `false` when the lease no
   * longer holds: then nothing was written.
   */
  finish(
    claim: Claim,
    result: AttemptResult,
    now: number,
    thenClaim?: LaneKey,
  ): { readonly written: boolean; readonly next: Claim | null };
  /** A failed connect, once on the timeline of the message that was next: `retryCount` + 1, no strike, still pending. */
  recordUnreachable(sender: SenderLease, messageId: number, fault: AttemptFault, now: number): boolean;

  /** Sets a waiting message aside as POISON after its bytes could not be read 3 times; false when it is not waiting. */
  setAside(sender: SenderLease, messageId: number, now: number): boolean;

  pauseDestination(destinationId: string, pause: Pause | null, now: number): void;
  /** True when the destination acknowledged another message, or a probe, after this message's last attempt began. */
  acknowledgedOtherSince(destinationId: string, messageId: number, since: number): boolean;
  /** Moves the time of a message that waits for an earlier ADT; nothing else of it changes. False when it is not ours to move. */
  postpone(sender: SenderLease, messageId: number, dueAt: number): boolean;
  /** True while an earlier ADT of the same student is unsent. */
  earlierAdtUnsent(messageId: number): boolean;
  /** Moves messages past `expireAfterHours` to `failed` with EXPIRED; returns how many. Only called when a profile sets it. */
  expireOlderThan(destinationId: string, createdBefore: number, now: number): number;
  /** Clamps `dueAt` of waiting messages to `latest`, after a clock jump. */
  clampDue(latest: number): number;
}

/** The right of one process to send for this database file. */
export interface SenderLease {
  readonly owner: string;
  readonly generation: number;
}

/** One queue of messages that share an address: circuit and rate belong to it. */
export interface LaneKey {
  readonly destinationId: string;
  /** Null when one address serves all interfaces. */
  readonly interfaces: readonly Interface[] | null;
}

export interface Pause {
  readonly problem: ProblemCode | null;
  /** A person's reason, when a person paused it. */
  readonly reason: string | null;
  readonly until: number | null;
  /** The message whose answer paused it: the sole probe for a bad key. */
  readonly probeMessageId: number | null;
  readonly since: number;
}

export interface DestinationRow {
  readonly id: string;
  readonly name: string;
  readonly profile: unknown;
  readonly profileVersion: number;
  readonly pause: Pause | null;
}

export interface DueMessage {
  readonly id: number;
  readonly state: MessageState;
  readonly createdAt: number;
  /** The receiver did not know its student (ERR 204), and an earlier ADT may bring that: asked before it goes once more. */
  readonly waitsForAdt: boolean;
}

/** A claimed message: frozen bytes and the attempt that is open for it. */
export interface Claim {
  readonly messageId: number;
  readonly attemptId: number;
  readonly attemptNumber: number;
  readonly controlId: string;
  readonly kind: string;
  readonly interface: Interface;
  readonly bytes: Uint8Array;
  readonly sender: SenderLease;
  readonly lease: string;
  readonly destinationId: string;
  readonly retryCount: number;
  readonly strikes: number;
  readonly createdAt: number;
  /** When the attempt before this one began; null on the first. */
  readonly previousAttemptAt: number | null;
}

export interface AttemptFault {
  readonly outcome: OutcomeClass;
  readonly problem: ProblemCode;
  /** Node's or the receiver's code (ECONNREFUSED, CERT_HAS_EXPIRED, 503): no text. */
  readonly code: string | null;
  readonly latencyMs: number;
  readonly transport: string;
}

/** What one attempt changes. `nextState` is decided by `state.ts`, never by the store. */
export interface AttemptResult {
  readonly outcome: OutcomeClass;
  readonly problem: ProblemCode | null;
  readonly nextState: Extract<MessageState, 'sent' | 'pending' | 'failed'>;
  readonly dueAt: number | null;
  readonly possiblyDelivered: boolean;
  readonly countsRetry: boolean;
  readonly strike: boolean;
  readonly duplicate: boolean;
  readonly code: string | null;
  readonly ackCode: string | null;
  readonly errCode: string | null;
  readonly errText: string | null;
  /** ERR-2 as `PID-3.1`, when the receiver named a place. */
  readonly errLocation: string | null;
  readonly httpStatus: number | null;
  readonly ackRaw: Uint8Array | null;
  readonly latencyMs: number;
  readonly transport: string;
}

/** Where one lane's messages go, taken from the profile; secrets are resolved by the host. */
export type Address = (
  | {
      readonly kind: 'mllp';
      readonly host: string;
      readonly port: number;
      readonly tls: TlsOptions | null;
      /** True where a person allowed this address to be spoken to without encryption; refused elsewhere but on this machine. */
      readonly plainAllowed?: boolean;
      /** Enhanced mode with MSH-16 = AL: the application ACK follows the commit accept on the same connection. */
      readonly awaitsApplicationAck?: boolean;
    }
  | {
      readonly kind: 'https';
      readonly url: string;
      readonly contentType: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly tls: TlsOptions | null;
    }
  | { readonly kind: 'folder'; readonly folder: string }
) & {
  /** True only where a named admin has confirmed the mapping: messages with MSH-11 `P` may go there. */
  readonly live?: boolean;
  /** Until when the client certificate of this address is valid, epoch milliseconds; left out where none is shown. */
  readonly certificateEndsAt?: number;
};

export interface TlsOptions {
  /** Certificates that sign the receiver, besides those that this PC trusts anyway. */
  readonly caPem: string | null;
  /** Shown to a receiver that asks for one. */
  readonly clientCertificate: ClientCertificate | null;
}

/** A certificate with its private key: a secret, which goes to the transport and nowhere else. */
export type ClientCertificate =
  | { readonly kind: 'pem'; readonly certificatePem: string; readonly keyPem: string }
  /** PKCS#12 (`.p12`, `.pfx`) as base64, with the passphrase that opens it. */
  | { readonly kind: 'pkcs12'; readonly base64: string; readonly passphrase: string };

export interface Timeouts {
  readonly connectMs: number;
  readonly ackMs: number;
  readonly idleCloseMs: number;
}

/** Opens connections. Implemented in `core/transport` on Node's own sockets. */
export interface Transport {
  open(address: Address, timeouts: Timeouts): Promise<OpenResult>;
}

export type OpenResult =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly fault: ConnectFault };

/** Nothing has left the machine. `code` is Node's error code. */
export interface ConnectFault {
  readonly kind:
    | 'dns'
    | 'refused'
    | 'noRoute'
    | 'timeout'
    | 'tlsName'
    | 'tlsExpired'
    | 'tlsUntrusted'
    | 'tlsClientCertificate'
    | 'tlsOther'
    | 'proxy'
    | 'proxySignIn'
    | 'reset'
    | 'folderMissing'
    | 'folderDenied'
    | 'folderFull';
  readonly code: string;
}

export interface Connection {
  /** False once closed, timed out or reset: it is then never used again. */
  readonly usable: boolean;
  /** Sends one message and waits for its reply. One at a time. Never throws; after any reply but `hl7`/`http` it is closed. */
  send(message: Uint8Array, controlId: string): Promise<Reply>;
  close(): void;
  /** Called once when the peer closes an idle connection. */
  onClosed(listener: () => void): void;
}

/** What came back, before anybody judges it. */
export type Reply =
  | { readonly kind: 'hl7'; readonly body: Uint8Array; readonly latencyMs: number }
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly contentType: string;
      readonly retryAfter: string | null;
      /** The `Date` header, where there was one. */
      readonly date?: string | null;
      readonly body: Uint8Array;
      readonly latencyMs: number;
    }
  /** A file in place of a message: nobody answers, the disk does. `uncertain` did not say whether it is there. */
  | {
      readonly kind: 'file';
      readonly result: 'written' | 'alreadyThere' | 'taken' | 'missing' | 'full' | 'denied' | 'uncertain';
      readonly code: string | null;
      readonly latencyMs: number;
    }
  | {
      readonly kind: 'none';
      /** False only when it is certain that not one byte of the message left. */
      readonly bytesLeft: boolean;
      readonly cause: 'timeout' | 'reset' | 'closed' | 'tooLarge' | 'garbage' | 'withheld';
      readonly code: string;
      readonly latencyMs: number;
    };

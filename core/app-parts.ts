import type { PersonSession } from './accounts/person-session.ts';
import type { AccountStore } from './accounts/ports.ts';
import type { AssessmentStore } from './assessments/ports.ts';
import type { AuditTrail } from './audit/ports.ts';
import type { ClassStore } from './classes/ports.ts';
import type { ChannelName, EventName } from './contract/channel-names.ts';
import type { ChannelOutput, EventPayload, ParsedInput } from './contract/channels.ts';
import type { CertificateFiles, TestStep } from './contract/destination.ts';
import type { TrayState } from './contract/health.ts';
import type { Result } from './contract/result.ts';
import type { Session } from './contract/session.ts';
import type { Address, Outbox, Timeouts, Transport } from './delivery/ports.ts';
import type { ReadCertificate } from './destinations/client-certificates.ts';
import type { Notice } from './health/notices.ts';
import type { HealthStore, StorageState } from './health/ports.ts';
import type { Status } from './health/status.ts';
import type { Cancel, Clock, Crypto, Log, LogLine, PowerAndNetwork, Random, SaveFile } from './host/ports.ts';
import type { AuditStore, DestinationStore, SettingsStore } from './host/stores.ts';
import type { SystemLog } from './host/system-log.ts';
import type { Ping } from './malaffi/ping.ts';
import type { QueueStore } from './queue/ports.ts';
import type { Printing, ReportStore } from './reports/ports.ts';
import type { RescueStore } from './rescue/ports.ts';
import type { Managed } from './settings/managed.ts';
import type { StudentStore } from './students/ports.ts';
import type { ReadFeed } from './updates/update-check.ts';

/** Everything a host hands to the application: stores on one database, and the machine. */
export interface AppParts {
  readonly outbox: Outbox;
  readonly assessments: AssessmentStore;
  readonly students: StudentStore;
  readonly classes: ClassStore;
  readonly queue: QueueStore;
  readonly accounts: AccountStore;
  readonly destinations: DestinationStore;
  readonly settings: SettingsStore;
  /** What IT fixed for this PC; `settings` has it in front already. */
  readonly managed: Managed;
  readonly audit: AuditStore;
  readonly auditTrail: AuditTrail;
  readonly health: HealthStore;
  readonly reports: ReportStore;
  readonly storage: StorageState;
  readonly rescue: RescueStore;
  /** Whether another process has committed to the database since this was asked last. */
  readonly changedOutside: () => boolean;
  readonly transport: Transport;
  /** The connection test; it never sends patient data. */
  readonly testConnection: (
    address: Address,
    timeouts: Timeouts,
    ping?: Ping,
  ) => Promise<readonly TestStep[]>;
  /** Opens a client certificate and checks that it can be used; says why not, and repeats nothing of it. */
  readonly readCertificate: (files: CertificateFiles) => ReadCertificate;
  /** Reads IT's feed of versions; null where IT set none. */
  readonly readFeed?: ReadFeed | null;
  /** The newer version that the feed named; the application's own, for those rooms that tell it. */
  readonly newerVersion?: () => string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly machine: PowerAndNetwork;
  readonly printing: Printing;
  readonly log: Log;
  /** The log of the operating system; null where there is none, and for a command, whose rows the next start tells. */
  readonly systemLog: SystemLog | null;
  /** The last lines of the log, the newest first. */
  readonly logTail: (count: number) => readonly LogLine[];
  /** The version of the program, as people see it. */
  readonly version: string;
  /** Versions of what it runs on, by name: Electron, Node, Windows. */
  readonly versions: Readonly<Record<string, string>>;
  /** Keeps the status file of the data folder; throws when it cannot. */
  readonly writeStatus: (status: Status) => void;
  /** Hands a file to the person who asked for it. */
  readonly saveFile: SaveFile;
  /** True in the preview host: only profiles for test messages (MSH-11 `T` or `D`) may be saved. */
  readonly testOnly?: boolean;
  /** Address of the built-in practice receiver once it runs; null where the host starts none. */
  readonly practiceReceiver: () => { readonly host: string; readonly port: number } | null;
}

/** Who calls: the window's session. Each window or socket has one of its own. */
export interface SignedIn {
  readonly accountId: number;
  readonly name: string;
  readonly role: 'nurse' | 'admin';
}

/** Who calls a handler. `signedIn` is null on `open` channels alone (signed out or locked); `become` signs this session in or out. */
export interface Caller {
  readonly signedIn: SignedIn | null;
  become(who: SignedIn | null): void;
}

/** A handler of one channel, after parsing and the access check. Only those of the session may lock and confirm it. */
export type Handler<C extends ChannelName> = (
  input: ParsedInput<C>,
  caller: C extends `session.${string}` ? PersonSession : Caller,
) => Promise<Result<ChannelOutput<C>>> | Result<ChannelOutput<C>>;

export type Handlers = { readonly [C in ChannelName]: Handler<C> };

/** One window's line to the application. Hosts carry `call` and `on` over IPC or a WebSocket and add nothing. */
export interface Client {
  call(channel: string, input: unknown): Promise<Result<unknown>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): Cancel;
  session(): Session;
  close(): void;
}

/** What `createApp(parts)` in core/app.ts returns. */
export interface App {
  connect(): Client;
  /** Starts the drainer; saving works before and without it. */
  start(): void;
  /** Stops claiming, gives the message in flight up to 10 s, releases the sender. */
  stop(): Promise<void>;
  /** The same within one call, for a machine that goes down: nothing in flight is waited for. */
  stopAtOnce(): void;
  /** Counts for tray and tooltip, pushed after each commit. */
  onTray(listener: (view: TrayView) => void): Cancel;
  /** What is worth interrupting a person for. */
  onNotice(listener: (notice: Notice) => void): Cancel;
  /** As the tray's menu would: no window, no session; role of the signed-in person is not needed to send what waits. */
  sendWaitingNow(): void;
  /** Diagnostics as text, for the tray's menu: versions, counts and codes, no patient data. */
  diagnostics(): string;
}

/** The tray in counts. It names the line beside the state, because the worst state hides the others. */
export interface TrayView {
  readonly state: TrayState;
  readonly pending: number;
  readonly failed: number;
  readonly sending: number;
  /** Messages that were accepted since sending last rested; with `pending` they are the run. */
  readonly sentOfRun: number;
  readonly nextAutoAt: number | null;
  readonly lastAcceptedAt: number | null;
  readonly line: 'up' | 'offline' | 'unreachable' | 'paused' | 'stopped';
  /** Until when a person paused it; null where nobody did or no end was given. */
  readonly pausedUntil: number | null;
}

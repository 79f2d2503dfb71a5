import type { OutcomeClass, ProblemCode } from '../contract/message.ts';

/**
 * What was seen, as one code: `ACK:AE` (MSA-1), `ERR:101` (table 0357), `HTTP:503` or a family `HTTP:4xx`, `CONNECT:dns`
 * (nothing left), `NONE:timeout` (bytes left, no answer), `REPLY:empty` (an answer that is none), `FILE:written` (a folder). A profile's
 * `outcomeOverrides` uses the same codes.
 */
export type OutcomeKey = `${'ACK' | 'ERR' | 'HTTP' | 'CONNECT' | 'NONE' | 'REPLY' | 'FILE'}:${string}`;

/** When a failed attempt of this kind is a strike: `earned` only if the destination answered others meanwhile. */
export type StrikeRule = 'never' | 'earned' | 'always';

/** One row of the table of outcomes in docs/delivery.md; a test compares the two. */
export interface OutcomeRow {
  /** The first cell of docs/delivery.md. */
  readonly seen: string;
  readonly class: OutcomeClass;
  /** Each code with what a person is told. */
  readonly problems: Readonly<Record<OutcomeKey, ProblemCode | null>>;
  readonly strike: StrikeRule;
  /** Strikes that end a message of this kind, where it is not the profile's `maxStrikes`. */
  readonly maxStrikes?: number;
}

/** What the answer means. Decided on codes, never on text. */
export const outcomeRows: readonly OutcomeRow[] = [
  {
    seen: 'ACK AA (CA by profile), MSA-2 = MSH-10',
    class: 'delivered',
    problems: { 'ACK:AA': null, 'ACK:CA': null },
    strike: 'never',
  },
  {
    seen: 'AE/AR/CE/CR, ERR 100-103, 200, 201, or no code with AE',
    class: 'rejected',
    problems: {
      'ERR:100': 'REFUSED_OTHER',
      'ERR:101': 'NACK_REQUIRED',
      'ERR:102': 'NACK_FORMAT',
      'ERR:103': 'NACK_CODE',
      'ERR:200': 'NACK_TYPE',
      'ERR:201': 'NACK_TYPE',
      'ACK:AE': 'REFUSED_OTHER',
      'ACK:CE': 'REFUSED_OTHER',
    },
    strike: 'never',
  },
  {
    seen: 'HTTP 400, 413, 415, 422',
    class: 'rejected',
    problems: {
      'HTTP:400': 'REFUSED_OTHER',
      'HTTP:413': 'REFUSED_OTHER',
      'HTTP:415': 'REFUSED_OTHER',
      'HTTP:422': 'REFUSED_OTHER',
    },
    strike: 'never',
  },
  {
    seen: 'ERR 204 while an earlier ADT of the student is unsent',
    class: 'wait',
    problems: { 'ERR:204': 'NACK_UNKNOWN_KEY' },
    strike: 'never',
  },
  {
    seen: 'ERR 205 duplicate key',
    class: 'delivered',
    problems: { 'ERR:205': 'DUPLICATE' },
    strike: 'never',
  },
  {
    seen: 'ERR 206, 207',
    class: 'transient',
    problems: { 'ERR:206': 'LOCKED', 'ERR:207': 'SERVER' },
    strike: 'earned',
  },
  {
    seen: 'AR without a code (3 times)',
    class: 'transient',
    problems: { 'ACK:AR': 'REFUSED_OTHER', 'ACK:CR': 'REFUSED_OTHER' },
    strike: 'always',
    maxStrikes: 3,
  },
  {
    seen: 'ERR 202, 203',
    class: 'configuration',
    problems: { 'ERR:202': 'NACK_CONFIG', 'ERR:203': 'NACK_CONFIG' },
    strike: 'never',
  },
  {
    seen: 'ACK with another or an empty MSA-2, unparseable ACK, empty body, HTML with 200',
    class: 'noAnswer',
    problems: {
      'REPLY:otherControlId': 'BAD_REPLY',
      'REPLY:unreadable': 'BAD_REPLY',
      'REPLY:empty': 'BAD_REPLY',
      'REPLY:html': 'SIGN_IN_PAGE',
      'NONE:garbage': 'BAD_REPLY',
      'NONE:tooLarge': 'BAD_REPLY',
    },
    strike: 'earned',
  },
  {
    seen: 'DNS failure, refused, no route, connect timeout, TLS handshake timeout, proxy in between',
    class: 'unreachable',
    problems: {
      'CONNECT:dns': 'NET_OFFLINE',
      'CONNECT:refused': 'NET_UNREACHABLE',
      'CONNECT:noRoute': 'NET_UNREACHABLE',
      'CONNECT:timeout': 'NET_TIMEOUT_BEFORE_SEND',
      'CONNECT:reset': 'NET_UNREACHABLE',
      'CONNECT:proxy': 'PROXY',
      'CONNECT:proxySignIn': 'PROXY_SIGN_IN',
    },
    strike: 'never',
  },
  {
    seen: 'TLS name, expiry, unknown CA, client certificate; HTTP 401, 403, 404, 405, 410, any 3xx',
    class: 'configuration',
    problems: {
      'CONNECT:tlsName': 'TLS_NAME',
      'CONNECT:tlsExpired': 'TLS_EXPIRED',
      'CONNECT:tlsUntrusted': 'TLS_UNTRUSTED',
      'CONNECT:tlsClientCertificate': 'TLS_CLIENT_CERTIFICATE',
      'CONNECT:tlsOther': 'TLS_UNTRUSTED',
      'HTTP:401': 'AUTH',
      'HTTP:403': 'AUTH',
      'HTTP:404': 'WRONG_ADDRESS',
      'HTTP:405': 'WRONG_ADDRESS',
      'HTTP:410': 'WRONG_ADDRESS',
      'HTTP:3xx': 'WRONG_ADDRESS',
      // A refusal that names no fault of this message: pausing loses nothing, failing 500 messages would.
      'HTTP:4xx': 'REFUSED_OTHER',
    },
    strike: 'never',
  },
  {
    seen: 'bytes left, then timeout, reset or close',
    class: 'noAnswer',
    problems: {
      'NONE:timeout': 'NO_REPLY_AFTER_SEND',
      'NONE:reset': 'NO_REPLY_AFTER_SEND',
      'NONE:closed': 'NO_REPLY_AFTER_SEND',
    },
    strike: 'earned',
  },
  {
    seen: 'HTTP 408, 425, 429, 500, 502, 503, 504',
    class: 'transient',
    problems: {
      'HTTP:408': 'SERVER',
      'HTTP:425': 'RATE',
      'HTTP:429': 'RATE',
      'HTTP:500': 'SERVER',
      'HTTP:502': 'SERVER',
      'HTTP:503': 'SERVER',
      'HTTP:504': 'SERVER',
      // RFC 6585: the network asks for a sign-in.
      'HTTP:511': 'SIGN_IN_PAGE',
      'HTTP:5xx': 'SERVER',
    },
    strike: 'earned',
  },
  {
    seen: 'file written and synced, or there already with the same bytes',
    class: 'delivered',
    problems: { 'FILE:written': null, 'FILE:alreadyThere': null },
    strike: 'never',
  },
  {
    seen: 'folder missing or out of reach; no room in it when it is opened',
    class: 'unreachable',
    problems: {
      'CONNECT:folderMissing': 'FOLDER_MISSING',
      'CONNECT:folderFull': 'FOLDER_FULL',
      'FILE:missing': 'FOLDER_MISSING',
    },
    strike: 'never',
  },
  {
    seen: 'folder full while a file is written',
    class: 'transient',
    problems: { 'FILE:full': 'FOLDER_FULL' },
    strike: 'never',
  },
  {
    seen: 'no right to write to the folder',
    class: 'configuration',
    problems: { 'CONNECT:folderDenied': 'FOLDER_DENIED', 'FILE:denied': 'FOLDER_DENIED' },
    strike: 'never',
  },
  {
    seen: 'another file has the name of the message',
    class: 'rejected',
    problems: { 'FILE:taken': 'FOLDER_TAKEN' },
    strike: 'never',
  },
  {
    seen: 'the folder did not say whether the file is on the disk',
    class: 'noAnswer',
    problems: { 'FILE:uncertain': 'FOLDER_MISSING' },
    strike: 'never',
  },
  {
    seen: 'a live message (MSH-11 `P`) while the mapping is not confirmed',
    class: 'configuration',
    problems: { 'NONE:withheld': 'UNCONFIRMED' },
    strike: 'never',
  },
];

/** What a code means. */
export interface Outcome {
  readonly key: OutcomeKey;
  readonly class: OutcomeClass;
  readonly problem: ProblemCode | null;
  readonly strike: StrikeRule;
  readonly maxStrikes: number | null;
}

const byKey: ReadonlyMap<string, Outcome> = new Map(
  outcomeRows.flatMap((row) =>
    Object.entries(row.problems).map(([key, problem]) => [
      key,
      {
        key: key as OutcomeKey,
        class: row.class,
        problem,
        strike: row.strike,
        maxStrikes: row.maxStrikes ?? null,
      },
    ]),
  ),
);

/** Overrides of a profile: another class for a code, or for one that the table does not know. */
export type OutcomeOverrides = Readonly<Partial<Record<string, OutcomeClass>>>;

/** Looks a code up, the profile's word first; null when nobody knows it. */
export function outcomeOf(key: OutcomeKey, overrides: OutcomeOverrides = {}): Outcome | null {
  const known = byKey.get(key) ?? null;
  const override = overrides[key];
  if (!override || override === known?.class) return known;
  const strike = override === 'transient' || override === 'noAnswer' ? 'earned' : 'never';
  const problem = override === 'delivered' ? null : (known?.problem ?? 'REFUSED_OTHER');
  return { key, class: override, problem, strike, maxStrikes: null };
}

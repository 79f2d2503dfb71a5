import type { ProblemCode } from '../contract/message.ts';
import { type Ack, type AckError, parseAck } from '../hl7/ack.ts';
import { problemAt } from './nack-problem.ts';
import { type Outcome, type OutcomeKey, type OutcomeOverrides, outcomeOf } from './outcomes.ts';
import type { ConnectFault, Reply } from './ports.ts';
import { httpDate, retryAfterMs } from './retry-after.ts';

/** What an answer means for its message, before strikes and time are considered. */
export interface Verdict extends Outcome {
  readonly problem: ProblemCode | null;
  readonly ackCode: string | null;
  readonly errCode: string | null;
  readonly errText: string | null;
  readonly errLocation: string | null;
  readonly httpStatus: number | null;
  readonly ackRaw: Uint8Array | null;
  /** The receiver had it already (ERR 205). */
  readonly duplicate: boolean;
  /** Milliseconds that the receiver asked to wait, at most an hour; for the whole destination. */
  readonly retryAfterMs: number | null;
  /** The receiver's clock when it answered, epoch milliseconds, where it told. */
  readonly receiverAt: number | null;
  /** The bytes left and nobody said that they were taken or refused. */
  readonly possiblyDelivered: boolean;
  /** False when the connection must not carry another message. */
  readonly keepConnection: boolean;
}

export interface AnswerContext {
  /** MSH-10 of the message that was sent. */
  readonly controlId: string;
  readonly overrides: OutcomeOverrides;
  readonly nowMs: number;
  /** Asked for ERR 204 alone. */
  readonly earlierAdtUnsent: () => boolean;
}

/** Judges what came back over MLLP or HTTP by the table of outcomes. Decides on codes, never on text. */
export function classifyReply(reply: Reply, context: AnswerContext): Verdict {
  switch (reply.kind) {
    case 'hl7':
      return classifyBody(reply.body, context, null);
    case 'http':
      return classifyHttp(reply, context);
    case 'file':
      return classifyFile(reply, context);
    case 'none':
      if (!reply.bytesLeft) {
        const key = reply.cause === 'withheld' ? 'NONE:withheld' : 'CONNECT:reset';
        return verdict(known(key, context), { keepConnection: false });
      }
      return verdict(known(`NONE:${reply.cause}`, context), {
        possiblyDelivered: true,
        keepConnection: false,
      });
  }
}

/** A file is not an answer of the receiver: it carries no ACK, and a fault of the folder ends the connection. */
function classifyFile({ result }: Extract<Reply, { kind: 'file' }>, context: AnswerContext): Verdict {
  const there = result === 'written' || result === 'alreadyThere' || result === 'taken';
  return verdict(known(`FILE:${result}`, context), {
    duplicate: result === 'alreadyThere',
    possiblyDelivered: result === 'uncertain',
    keepConnection: there,
  });
}

function classifyHttp(reply: Extract<Reply, { kind: 'http' }>, context: AnswerContext): Verdict {
  const told = reply.date ? httpDate(reply.date) : null;
  const judged =
    reply.status >= 200 && reply.status < 300
      ? classifyBody(reply.body, context, reply.status, reply.contentType)
      : classifyStatus(reply.status, reply.retryAfter, { ...context, nowMs: told ?? context.nowMs });
  return told === null ? judged : { ...judged, receiverAt: told };
}

/** Judges a connection that could not be opened: nothing has left. */
export function classifyFault(fault: ConnectFault, overrides: OutcomeOverrides): Outcome {
  const outcome = outcomeOf(`CONNECT:${fault.kind}`, overrides);
  if (!outcome) throw new Error(`no outcome for ${fault.kind}`);
  return outcome;
}

function classifyBody(
  body: Uint8Array,
  context: AnswerContext,
  httpStatus: number | null,
  contentType = '',
): Verdict {
  const ack = parseAck(body);
  if (!ack) {
    const key = unreadableKey(body, contentType);
    return verdict(known(key, context), { httpStatus, possiblyDelivered: true, keepConnection: false });
  }
  if (ack.controlId !== context.controlId) {
    return verdict(known('REPLY:otherControlId', context), {
      httpStatus,
      possiblyDelivered: true,
      keepConnection: false,
    });
  }
  return { ...judged(ack, context), httpStatus, ackRaw: body, receiverAt: ack.sentAt };
}

function judged(ack: Ack, context: AnswerContext): Verdict {
  const error = ack.errors.find(counts);
  const fields = {
    ackCode: ack.code,
    errCode: error?.code ?? null,
    errText: error?.text ?? ack.text,
    errLocation: error?.location ?? null,
  };
  const byError = error?.code ? outcomeOf(`ERR:${error.code}`, context.overrides) : null;
  // ERR is stronger than MSA-1; a code that nobody knows leaves the word to MSA-1.
  const outcome = byError ?? known(`ACK:${ack.code}`, context);
  if (outcome.key === 'ERR:204' && !context.earlierAdtUnsent()) {
    return verdict({ ...outcome, class: 'rejected' }, fields);
  }
  return verdict(
    { ...outcome, problem: problemAt(outcome.problem, fields.errLocation) },
    {
      ...fields,
      duplicate: outcome.key === 'ERR:205',
    },
  );
}

/** Warnings and information beside an acceptance are remarks, and code 0 means accepted (table 0357). */
function counts({ code, severity }: AckError): boolean {
  return code !== '0' && severity !== 'W' && severity !== 'I';
}

function classifyStatus(status: number, retryAfter: string | null, context: AnswerContext): Verdict {
  const exact = outcomeOf(`HTTP:${status}`, context.overrides);
  const family = outcomeOf(`HTTP:${Math.floor(status / 100)}xx`, context.overrides);
  const outcome = exact ?? family ?? known('REPLY:unreadable', context);
  const unclear = outcome.class === 'noAnswer';
  return verdict(outcome, {
    httpStatus: status,
    retryAfterMs: outcome.class === 'transient' ? retryAfterMs(retryAfter, context.nowMs) : null,
    possiblyDelivered: unclear,
    keepConnection: !unclear,
  });
}

function unreadableKey(body: Uint8Array, contentType: string): OutcomeKey {
  const start = new TextDecoder().decode(body.subarray(0, 200)).trimStart();
  if (start === '') return 'REPLY:empty';
  return start.startsWith('<') || contentType.includes('html') ? 'REPLY:html' : 'REPLY:unreadable';
}

function known(key: OutcomeKey, { overrides }: AnswerContext): Outcome {
  const outcome = outcomeOf(key, overrides);
  if (!outcome) throw new Error(`no outcome for ${key}`);
  return outcome;
}

const nothingTold = {
  ackCode: null,
  errCode: null,
  errText: null,
  errLocation: null,
  httpStatus: null,
  ackRaw: null,
  duplicate: false,
  retryAfterMs: null,
  receiverAt: null,
  possiblyDelivered: false,
  keepConnection: true,
} as const;

function verdict(outcome: Outcome, told: Partial<Verdict>): Verdict {
  return { ...nothingTold, ...outcome, ...told };
}

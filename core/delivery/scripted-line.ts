import { buildAck } from '../hl7/build-ack.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import type { Address, ConnectFault, Connection, Reply, Transport } from './ports.ts';

/** A line to a receiver as a test wants it: what a connect comes to, and what is answered to each message. */
export interface ScriptedLine {
  readonly transport: Transport;
  /** Null connects. */
  connect: ConnectFault | null;
  /** What is answered; a promise that a test resolves later holds the message in flight. */
  answer: (controlId: string, to: Address) => Reply | Promise<Reply>;
  connects: number;
  readonly sent: string[];
  /** Where each of `sent` went: the port of its address. */
  readonly sentTo: number[];
}

/** Makes a line that connects and acknowledges everything, until a test says otherwise. */
export function createScriptedLine(): ScriptedLine {
  const line: ScriptedLine = {
    connect: null,
    answer: acknowledge,
    connects: 0,
    sent: [],
    sentTo: [],
    transport: {
      async open(address) {
        line.connects += 1;
        return line.connect
          ? { ok: false, fault: line.connect }
          : { ok: true, connection: connection(address) };
      },
    },
  };
  function connection(to: Address): Connection {
    let usable = true;
    return {
      get usable() {
        return usable;
      },
      async send(message, controlId) {
        const seen = parseMessage(message);
        line.sent.push(seen ? textAt(seen, 'MSH-10') : controlId);
        line.sentTo.push(to.kind === 'mllp' ? to.port : 0);
        const reply = await line.answer(controlId, to);
        if (reply.kind === 'none') usable = false;
        return reply;
      },
      close() {
        usable = false;
      },
      onClosed() {},
    };
  }
  return line;
}

/** AA for a control id. */
export function acknowledge(controlId: string): Reply {
  return acknowledgeWith(controlId, 'AA');
}

/** An acknowledgement with a code and, where given, an error of table 0357. */
export function acknowledgeWith(controlId: string, code: 'AA' | 'AE' | 'AR', error?: string): Reply {
  const request = new TextEncoder().encode(
    `MSH|^~\\&|A|B|C|D|20260105080000+0400||ADT^A04|${controlId}|T|2.5.1\r`,
  );
  return {
    kind: 'hl7',
    body: buildAck({ request, code, ...(error ? { error: { code: error } } : {}) }),
    latencyMs: 1,
  };
}

/** Nobody answered. */
export function silence(): Reply {
  return { kind: 'none', bytesLeft: true, cause: 'timeout', code: 'ACK_TIMEOUT', latencyMs: 60_000 };
}

/** An HTTP status without an HL7 body. */
export function status(code: number, retryAfter: string | null = null): Reply {
  return {
    kind: 'http',
    status: code,
    contentType: 'text/plain',
    retryAfter,
    body: new Uint8Array(),
    latencyMs: 1,
  };
}
